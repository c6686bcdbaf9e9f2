package io.gatewayresponder.incident;

/** {@link State#APPROVED}: one plan may be written, once; nothing is written yet. */
final class Approved {
  private Approved() {}

  static Life.Next next(Turn turn, Event event) {
    if (event instanceof Event.Redeemed redeemed) {
      return turn.endApproval(Approval.Status.REDEEMED)
          .execution(redeemed.execution())
          .to(State.EXECUTING)
          .note("executing", "The approval is used up; writing begins", Turn.GATE)
          .tellGate(Effect.TellGate.Kind.LOOK, redeemed.execution().nextLookAt())
          .announce()
          .done();
    }
    if (event instanceof Event.Refused refused) {
      turn.endApproval(Approval.Status.REVOKED)
          .note("refused", "Nothing was written: " + refused.why(), Turn.GATE);
      return refused.triageAgain()
          ? Triaging.again(turn.withoutProposals())
          : turn.end(turn.leaving(State.ESCALATED), refused.why(), Turn.GATE).done();
    }
    if (event instanceof Event.GivenUp givenUp) {
      return turn.endApproval(Approval.Status.REVOKED)
          .end(State.ESCALATED, givenUp.why(), Turn.GATE)
          .done();
    }
    return turn.noted(event);
  }
}
