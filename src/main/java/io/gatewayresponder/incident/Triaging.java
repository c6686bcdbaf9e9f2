package io.gatewayresponder.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@link State#TRIAGING}: the runbook is being walked, or will be walked again in a while. */
final class Triaging {
  private Triaging() {}

  static Life.Next next(Turn turn, Event event) {
    if (event instanceof Event.TriageStarted) {
      return begin(turn);
    }
    if (event instanceof Event.Proposed proposed) {
      return proposed.proposals().stream().anyMatch(Proposal::writes)
          ? propose(turn, proposed)
          : forPerson(turn, proposed.conclusion(), proposed.proposals());
    }
    if (event instanceof Event.FoundHealthy healthy) {
      return turn.concluded(healthy.conclusion(), List.of())
          .end(
              turn.before().earlier().isEmpty() ? State.NO_FAULT_FOUND : State.RESOLVED,
              healthy.conclusion().headline(),
              Turn.TRIAGE)
          .done();
    }
    if (event instanceof Event.FoundPassing passing) {
      return lookAgain(turn, passing);
    }
    if (event instanceof Event.FoundForPerson forPerson) {
      return forPerson(turn, forPerson.conclusion(), forPerson.proposals());
    }
    if (event instanceof Event.GivenUp givenUp) {
      return turn.end(State.ESCALATED, givenUp.why(), Turn.TRIAGE).done();
    }
    return turn.noted(event);
  }

  /** A walk begins; also the way from {@link State#RECEIVED}. */
  static Life.Next begin(Turn turn) {
    int walk = turn.before().triages() + 1;
    if (walk > Life.MAX_WALKS) {
      return turn.end(
              State.ESCALATED,
              "The runbook was walked " + Life.MAX_WALKS + " times without coming to an end",
              Turn.TRIAGE)
          .done();
    }
    return turn.to(State.TRIAGING)
        .walked(walk)
        .note("triage started", "Walk " + walk + " through the runbook", Turn.TRIAGE)
        .done();
  }

  /** Another walk at once, because what was planned does not fit any more. */
  static Life.Next again(Turn turn) {
    if (turn.before().triages() >= Life.MAX_WALKS) {
      return turn.end(
              State.ESCALATED,
              "The runbook was walked " + Life.MAX_WALKS + " times already",
              Turn.GATE)
          .done();
    }
    return turn.to(State.TRIAGING).effect(new Effect.AskTriage(turn.now())).announce().done();
  }

  private static Life.Next propose(Turn turn, Event.Proposed proposed) {
    return turn.concluded(proposed.conclusion(), proposed.proposals())
        .propose(proposed.proposals(), proposed.expiresAt())
        .note("proposed", proposed.conclusion().headline(), Turn.TRIAGE)
        .announce()
        .done();
  }

  private static Life.Next lookAgain(Turn turn, Event.FoundPassing passing) {
    turn.concluded(passing.conclusion(), List.of());
    if (turn.before().triages() >= Life.MAX_WALKS) {
      return turn.end(
              State.ESCALATED,
              "Still between two states after "
                  + Life.MAX_WALKS
                  + " walks: "
                  + passing.conclusion().headline(),
              Turn.TRIAGE)
          .done();
    }
    Instant again = turn.now().plus(bounded(passing.after()));
    return turn.note(
            "looking again",
            passing.conclusion().headline() + "; the next walk is at " + again,
            Turn.TRIAGE)
        .effect(new Effect.AskTriage(again))
        .done();
  }

  private static Duration bounded(Duration after) {
    Duration most = Duration.ofMinutes(Life.MAX_MINUTES_BETWEEN_WALKS);
    if (after.isNegative()) {
      return Duration.ZERO;
    }
    return after.compareTo(most) > 0 ? most : after;
  }

  private static Life.Next forPerson(Turn turn, Conclusion conclusion, List<Proposal> proposals) {
    return turn.concluded(conclusion, proposals)
        .end(State.ESCALATED, conclusion.headline(), Turn.TRIAGE)
        .done();
  }
}
