package io.gatewayresponder.incident;

/**
 * {@link State#RESOLVED} and {@link State#NOT_RESOLVED}: the incident ended with a change. A person
 * may still want it undone, and that is a decision like any other.
 */
final class Written {
  private Written() {}

  static Life.Next next(Turn turn, Event event) {
    if (event instanceof Event.UndoAsked asked && !asked.ways().isEmpty()) {
      return turn.roundOver(turn.before().state() == State.RESOLVED)
          .note("undo asked for", "The change is to be taken back", asked.by())
          .propose(asked.ways().proposals(), asked.ways().expiresAt())
          .announce()
          .done();
    }
    return turn.noted(event);
  }
}
