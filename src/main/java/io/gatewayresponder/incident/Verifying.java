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
    if (event instanceof Event.FoundNext next) {
      return turn.roundOver(true)
          .withoutExecution()
          .concluded(next.conclusion(), next.ways().proposals())
          .note("recovered", next.detail() + "; another cause shows now", Turn.GATE)
          .propose(next.ways().proposals(), next.ways().expiresAt())
          .note("proposed", next.conclusion().headline(), Turn.GATE)
          .announce()
          .done();
    }
    if (event instanceof Event.LeftForPerson left) {
      return turn.roundOver(true)
          .concluded(left.conclusion(), left.proposals())
          .note("recovered", left.detail() + "; another cause shows now", Turn.GATE)
          .end(State.ESCALATED, left.conclusion().headline(), Turn.GATE)
          .done();
    }
    if (event instanceof Event.StillSick sick) {
      return notResolved(turn, sick.why(), sick.ways());
    }
    if (event instanceof Event.Undone undone) {
      return turn.end(State.NOT_RESOLVED, undone.detail(), Turn.GATE).done();
    }
    if (event instanceof Event.WentWrong wrong) {
      return notResolved(turn.execution(wrong.execution()), wrong.why(), wrong.ways());
    }
    if (event instanceof Event.GivenUp givenUp) {
      return turn.end(State.NOT_RESOLVED, givenUp.why(), Turn.GATE).done();
    }
    return turn.noted(event);
  }

  /** Also how {@link State#EXECUTING} fails: with other ways to decide on, or at its end. */
  static Life.Next notResolved(Turn turn, String why, Event.Ways ways) {
    if (ways.isEmpty()) {
      return turn.end(State.NOT_RESOLVED, why, Turn.GATE).done();
    }
    return turn.roundOver(false)
        .note("did not recover", why, Turn.GATE)
        .propose(ways.proposals(), ways.expiresAt())
        .announce()
        .done();
  }
}
