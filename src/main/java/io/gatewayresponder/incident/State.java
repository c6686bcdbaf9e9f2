package io.gatewayresponder.incident;

/** Where an incident stands. */
public enum State {
  /** An alert came; nobody has looked yet. */
  RECEIVED(true),
  /** The runbook is being walked. */
  TRIAGING(true),
  /** A plan is proposed; nobody has decided. */
  AWAITING_APPROVAL(true),
  /** An authorised person approved one plan; it has not begun. */
  APPROVED(true),
  /** The approval is redeemed; the plan is being written. */
  EXECUTING(true),
  /** Written and proven; waiting for the back ends to recover. */
  VERIFYING(true),
  /** Recovered after our change. */
  RESOLVED(false),
  /** Written, but no recovery within the limit; a person goes on. */
  NOT_RESOLVED(false),
  /** An authorised person said no. */
  REJECTED(false),
  /** Nobody decided in time; nothing was done. */
  EXPIRED(false),
  /** The alerts cleared before a decision. */
  RECOVERED(false),
  /** The runbook found nothing wrong. */
  NO_FAULT_FOUND(false),
  /** A person has to go on: no write can help, or the walk was not conclusive. */
  ESCALATED(false);

  private final boolean open;

  State(boolean open) {
    this.open = open;
  }

  /** While an incident is open, further alerts of its gateway join it. */
  public boolean isOpen() {
    return open;
  }
}
