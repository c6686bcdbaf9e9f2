package io.gatewayresponder.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What can happen to an incident. A closed set; {@code Life.next} says what each does in each
 * state.
 */
public sealed interface Event {
  record AlertFired(Alert alert) implements Event {}

  record AlertResolved(Alert alert) implements Event {}

  /** A triage began, or began again after a crash. */
  record TriageStarted() implements Event {}

  /** The walk ended with at least one option that writes. */
  record Proposed(Conclusion conclusion, List<Proposal> proposals, Instant expiresAt)
      implements Event {}

  /** The walk found nothing wrong. */
  record FoundHealthy(Conclusion conclusion) implements Event {}

  /** The gateway is between two states; look again after a while. */
  record FoundPassing(Conclusion conclusion, Duration after) implements Event {}

  /** No write can help, or the walk was not conclusive; {@code proposals} hold guidance only. */
  record FoundForPerson(Conclusion conclusion, List<Proposal> proposals) implements Event {}

  /** A person decided; who may was checked before. */
  record Voted(String optionId, String digest, int approversNeeded, Approval.Vote vote)
      implements Event {}

  record TimeToDecideOver() implements Event {}

  /** The approval is used up and the execution begins. */
  record Redeemed(Execution execution) implements Event {}

  /** Executing got further; nothing else changed. {@code lookAgainAt} asks for another look. */
  record Progressed(Execution execution, Instant lookAgainAt, String detail) implements Event {}

  /** All changes are written and proven; recovery is being watched. */
  record Proven(Execution execution, Instant lookAgainAt) implements Event {}

  /** The plan does not fit any more (drift, policy, suspended writes): nothing was written. */
  record Refused(String why, boolean triageAgain) implements Event {}

  /** A write failed or something unplanned was seen; a person goes on. */
  record WentWrong(Execution execution, String why) implements Event {}

  /** The back ends are healthy again after our change. */
  record Recovered(String detail) implements Event {}

  /** No recovery within the limit. */
  record StillSick(String why) implements Event {}

  /**
   * Something could not be done for a reason that a person has to know; the incident ends with it.
   */
  record GivenUp(String why) implements Event {}
}
