package io.gatewayresponder.incident;

import java.time.Instant;

/**
 * What has to happen outside because of a stored state. Effects are stored with the state (outbox)
 * and repeated until done, so each one may happen more than once and must be harmless when it does.
 */
public sealed interface Effect {
  /**
   * Send to the queue {@code alerts}: walk the runbook. {@code notBefore} is in the past for "at
   * once".
   */
  record AskTriage(Instant notBefore) implements Effect {}

  /** Send to the queue {@code resolutions}, in the gateway's session. */
  record TellGate(Kind kind, Instant notBefore) implements Effect {
    /** What the gate is told; ids only, never authority. */
    public enum Kind {
      /** A proposal is stored: ask people, and watch the clock. */
      PROPOSED,
      /** A decision is stored: act on it. */
      DECIDED,
      /** Look how far the write or the recovery is. */
      LOOK,
      /** The time to decide is over. */
      EXPIRE
    }
  }

  /** Tell the people on call how the incident stands now. */
  record Announce() implements Effect {}
}
