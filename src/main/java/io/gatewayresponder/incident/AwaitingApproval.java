package io.gatewayresponder.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link State#AWAITING_APPROVAL}: a plan is proposed, and people vote on it. */
final class AwaitingApproval {
  private AwaitingApproval() {}

  static Life.Next next(Turn turn, Event event) {
    Approval approval = turn.before().approval();
    if (approval == null) {
      return turn.end(State.ESCALATED, "The request for approval is not stored", Turn.GATE).done();
    }
    boolean over = !turn.now().isBefore(approval.expiresAt());
    if (event instanceof Event.Voted voted) {
      return over ? expire(turn) : vote(turn, approval, voted);
    }
    if (event instanceof Event.Replanned replanned && !over) {
      return replan(turn, approval, replanned);
    }
    if (event instanceof Event.TimeToDecideOver && over) {
      return expire(turn);
    }
    if (event instanceof Event.GivenUp givenUp) {
      return turn.endApproval(Approval.Status.REVOKED)
          .end(State.ESCALATED, givenUp.why(), Turn.GATE)
          .done();
    }
    return turn.noted(event);
  }

  private static Life.Next expire(Turn turn) {
    return turn.endApproval(Approval.Status.EXPIRED)
        .end(turn.leaving(State.EXPIRED), "Nobody decided in time; nothing was done", Turn.GATE)
        .done();
  }

  /** Votes were for what was seen then: they do not carry over to another plan. */
  private static Life.Next replan(Turn turn, Approval approval, Event.Replanned replanned) {
    Proposal fresh = replanned.proposal();
    List<Proposal> proposals =
        turn.before().proposals().stream()
            .map(it -> it.optionId().equals(fresh.optionId()) ? fresh : it)
            .toList();
    if (!proposals.contains(fresh)) {
      return turn.noted(replanned);
    }
    boolean votedFor = fresh.optionId().equals(approval.optionId());
    return turn.proposals(proposals)
        .approval(
            votedFor && !fresh.digest().equals(approval.digest())
                ? new Approval(
                    Approval.Status.PENDING, null, null, 1, List.of(), approval.expiresAt())
                : approval)
        .note("planned with", fresh.title() + ": " + replanned.values(), replanned.by())
        .done();
  }

  private static Life.Next vote(Turn turn, Approval approval, Event.Voted voted) {
    String by = voted.vote().by().name() + " (" + voted.vote().by().objectId() + ")";
    Optional<Proposal> proposal =
        turn.before().proposals().stream()
            .filter(it -> it.writes() && it.optionId().equals(voted.optionId()))
            .filter(it -> it.digest().equals(voted.digest()))
            .findFirst();
    if (proposal.isEmpty()) {
      return turn.note("noted", "A vote for a plan that is not proposed does not count", by).done();
    }
    if (!voted.vote().approve()) {
      List<Approval.Vote> votes = with(approval.votes(), voted.vote());
      return turn.approval(
              new Approval(
                  Approval.Status.REJECTED,
                  voted.optionId(),
                  voted.digest(),
                  proposal.get().approversNeeded(),
                  votes,
                  approval.expiresAt()))
          .end(
              turn.leaving(State.REJECTED),
              said("Rejected " + proposal.get().title(), voted.vote()),
              by)
          .done();
    }
    return approve(turn, approval, proposal.get(), voted.vote(), by);
  }

  private static Life.Next approve(
      Turn turn, Approval approval, Proposal proposal, Approval.Vote vote, String by) {
    boolean same =
        proposal.optionId().equals(approval.optionId())
            && proposal.digest().equals(approval.digest());
    List<Approval.Vote> earlier = same ? approval.votes() : List.of();
    if (earlier.stream().anyMatch(it -> it.by().objectId().equals(vote.by().objectId()))) {
      return turn.note("noted", "One person's approval counts once", by).done();
    }
    if (!same && !approval.votes().isEmpty()) {
      turn.note(
          "votes restart",
          "This approval is for another plan, so the "
              + approval.votes().size()
              + " before it count no more",
          by);
    }
    List<Approval.Vote> votes = with(earlier, vote);
    int needed = Math.max(1, proposal.approversNeeded());
    boolean enough = votes.size() >= needed;
    turn.approval(
        new Approval(
            enough ? Approval.Status.APPROVED : Approval.Status.PENDING,
            proposal.optionId(),
            proposal.digest(),
            needed,
            votes,
            approval.expiresAt()));
    if (enough) {
      return turn.to(State.APPROVED)
          .note("approved", said("Approved " + proposal.title(), vote), by)
          .tellGate(Effect.TellGate.Kind.DECIDED, turn.now())
          .announce()
          .done();
    }
    return turn.note(
            "one approval",
            said("Approved " + proposal.title(), vote)
                + "; "
                + votes.size()
                + " of "
                + needed
                + " people so far",
            by)
        .announce()
        .done();
  }

  private static List<Approval.Vote> with(List<Approval.Vote> votes, Approval.Vote vote) {
    List<Approval.Vote> more = new ArrayList<>(votes);
    more.removeIf(it -> it.by().objectId().equals(vote.by().objectId()));
    more.add(vote);
    return more;
  }

  private static String said(String decision, Approval.Vote vote) {
    return vote.reason().isEmpty() ? decision : decision + ": " + vote.reason();
  }
}
