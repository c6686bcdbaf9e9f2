package io.gatewayresponder.incident;

/** {@link State#VERIFYING}: the change is there; the back ends have to recover. */
final class Verifying {
  private Verifying() {}

  static Life.Next next(Turn turn, Event event) {
    if (event instanceof Event.Progressed progressed) {
      return Executing.progress(turn, progressed);
    }
    if (event instanceof Event.Recovered recovered) {
      return turn.end(State.RESOLVED, recovered.detail(), Turn.GATE).done();
    }
    if (event instanceof Event.StillSick sick) {
      return turn.end(State.NOT_RESOLVED, sick.why(), Turn.GATE).done();
    }
    if (event instanceof Event.WentWrong wrong) {
      return turn.execution(wrong.execution())
          .end(State.NOT_RESOLVED, wrong.why(), Turn.GATE)
          .done();
    }
    if (event instanceof Event.GivenUp givenUp) {
      return turn.end(State.NOT_RESOLVED, givenUp.why(), Turn.GATE).done();
    }
    return turn.noted(event);
  }
}
