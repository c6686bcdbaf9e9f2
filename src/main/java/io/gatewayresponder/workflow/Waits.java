package io.gatewayresponder.workflow;

import io.gatewayresponder.incident.Execution;
import java.time.Duration;
import java.time.Instant;

/** How long the gate waits for what, with the reasons. */
final class Waits {
  /**
   * After a request was about to go out, nobody takes the write up before this: longer than any
   * request of the writer can last (30 s), so that two handlers never send side by side.
   */
  static final Duration SENDING = Duration.ofSeconds(60);

  /** ARM asks for as little as 0 s; sooner than this nothing has moved. */
  static final Duration SHORTEST = Duration.ofSeconds(1);

  /** However long ARM says: shorter than the time after which an incident counts as stuck. */
  static final Duration LONGEST = Duration.ofMinutes(5);

  /** When something cannot be read now. */
  static final Duration UNREADABLE = Duration.ofSeconds(15);

  /**
   * All writes of one plan together: a v1 gateway takes 20 minutes for one, and Azure's support
   * asks to wait for an hour before calling an update stuck.
   */
  static final Duration EXECUTION = Duration.ofHours(2);

  /** A bus whose clock is a little ahead delivers a little early; that is no stale message. */
  private static final Duration EARLY = Duration.ofMillis(200);

  private Waits() {}

  /** ARM's wish within our bounds. */
  static Duration bounded(Duration wish) {
    if (wish.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return wish.compareTo(LONGEST) > 0 ? LONGEST : wish;
  }

  /** Whether it is time for the next look; otherwise a later message is on its way. */
  static boolean isDue(Execution execution, Instant now) {
    return !now.isBefore(execution.nextLookAt().minus(EARLY));
  }
}
