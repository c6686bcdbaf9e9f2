package io.gatewayresponder.incident;

/** {@link State#EXECUTING}: the approved plan is being written, one change after another. */
final class Executing {
  private Executing() {}

  static Life.Next next(Turn turn, Event event) {
    if (event instanceof Event.Progressed progressed) {
      return progress(turn, progressed);
    }
    if (event instanceof Event.Proven proven) {
      return turn.execution(proven.execution())
          .to(State.VERIFYING)
          .note(
              "verifying",
              "Written, and exactly the approved difference is there; waiting for the back ends to"
                  + " recover",
              Turn.GATE)
          .tellGate(Effect.TellGate.Kind.LOOK, proven.lookAgainAt())
          .announce()
          .done();
    }
    if (event instanceof Event.WentWrong wrong) {
      return Verifying.notResolved(turn.execution(wrong.execution()), wrong.why(), wrong.ways());
    }
    if (event instanceof Event.GivenUp givenUp) {
      return turn.end(State.NOT_RESOLVED, givenUp.why(), Turn.GATE).done();
    }
    return turn.noted(event);
  }

  /** Also how {@link State#VERIFYING} goes on. A look that tells nothing new leaves no trace. */
  static Life.Next progress(Turn turn, Event.Progressed progressed) {
    turn.execution(progressed.execution())
        .tellGate(Effect.TellGate.Kind.LOOK, progressed.lookAgainAt());
    return progressed.detail().isEmpty()
        ? turn.done()
        : turn.note("progress", progressed.detail(), Turn.GATE).done();
  }
}
