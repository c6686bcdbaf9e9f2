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

  /**
   * A person supplied what a plan was missing, and the option was planned again.
   *
   * @param proposal takes the place of the one with the same option id
   * @param by who, for the timeline
   * @param values what was supplied, in words
   */
  record Replanned(Proposal proposal, String by, String values) implements Event {}

  record TimeToDecideOver() implements Event {}

  /** The approval is used up and the execution begins. */
  record Redeemed(Execution execution) implements Event {}

  /** Executing got further; nothing else changed. {@code lookAgainAt} asks for another look. */
  record Progressed(Execution execution, Instant lookAgainAt, String detail) implements Event {}

  /** All changes are written and proven; recovery is being watched. */
  record Proven(Execution execution, Instant lookAgainAt) implements Event {}

  /** The plan does not fit any more (drift, policy, suspended writes): nothing was written. */
  record Refused(String why, boolean triageAgain) implements Event {}

  /**
   * A write failed or something unplanned was seen.
   *
   * @param ways what a person may decide on instead, such as to undo what was written; may be none
   */
  record WentWrong(Execution execution, String why, Ways ways) implements Event {}

  /** The back ends are healthy again after our change, and a new walk found nothing more. */
  record Recovered(String detail) implements Event {}

  /**
   * Our change removed its cause, and a new walk found another one that a change can remove.
   *
   * @param detail what recovered
   */
  record FoundNext(String detail, Conclusion conclusion, Ways ways) implements Event {}

  /**
   * Our change removed its cause, and a new walk found what only a person can go on with.
   *
   * @param proposals guidance only
   */
  record LeftForPerson(String detail, Conclusion conclusion, List<Proposal> proposals)
      implements Event {}

  /**
   * No recovery within the limit.
   *
   * @param ways what a person may decide on instead: other options, and the undo; may be none
   */
  record StillSick(String why, Ways ways) implements Event {}

  /**
   * A person wants back what an ended incident's change took away.
   *
   * @param by who, for the timeline
   */
  record UndoAsked(String by, Ways ways) implements Event {}

  /** The undo is written and proven: everything stands as it did before the change. */
  record Undone(String detail) implements Event {}

  /**
   * Ways to go on that people may decide on.
   *
   * @param expiresAt when it is too late
   */
  record Ways(List<Proposal> proposals, Instant expiresAt) {
    public Ways {
      proposals = List.copyOf(proposals);
    }

    /** No way but a person's own. */
    public static Ways none(Instant now) {
      return new Ways(List.of(), now);
    }

    boolean isEmpty() {
      return proposals.stream().noneMatch(Proposal::writes);
    }
  }

  /**
   * Something could not be done for a reason that a person has to know; the incident ends with it.
   */
  record GivenUp(String why) implements Event {}
}
