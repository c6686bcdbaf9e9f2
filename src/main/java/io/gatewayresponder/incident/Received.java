package io.gatewayresponder.incident;

/** {@link State#RECEIVED}: an alert came and the triage was asked for. */
final class Received {
  private Received() {}

  static Life.Next next(Turn turn, Event event) {
    if (event instanceof Event.TriageStarted) {
      return Triaging.begin(turn);
    }
    if (event instanceof Event.GivenUp givenUp) {
      return turn.end(State.ESCALATED, givenUp.why(), Turn.TRIAGE).done();
    }
    return turn.noted(event);
  }
}
