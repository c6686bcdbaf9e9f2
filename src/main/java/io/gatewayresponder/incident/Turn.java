package io.gatewayresponder.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One step of an incident's life in the making: collects what changes, notes and has to happen. */
final class Turn {
  static final String AZURE_MONITOR = "Azure Monitor";
  static final String TRIAGE = "triage";
  static final String GATE = "resolution gate";

  private final Incident before;
  private final Instant now;
  private final List<TimelineEntry> timeline = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private final List<String> joined = new ArrayList<>();

  private State state;
  private List<Incident.JoinedAlert> alerts;
  private int triages;
  private @Nullable Conclusion conclusion;
  private List<Proposal> proposals;
  private @Nullable Approval approval;
  private @Nullable Execution execution;
  private List<Incident.Round> earlier;

  Turn(Incident incident, Instant now) {
    this.before = incident;
    this.now = now;
    this.state = incident.state();
    this.alerts = incident.alerts();
    this.triages = incident.triages();
    this.conclusion = incident.conclusion();
    this.proposals = incident.proposals();
    this.approval = incident.approval();
    this.execution = incident.execution();
    this.earlier = incident.earlier();
  }

  /** The incident as it was when the step began. */
  Incident before() {
    return before;
  }

  Instant now() {
    return now;
  }

  Turn to(State next) {
    state = next;
    return this;
  }

  Turn alerts(List<Incident.JoinedAlert> list) {
    alerts = List.copyOf(list);
    return this;
  }

  /** Adds an alert to the list, or only to the index when the list is full. */
  Turn join(Alert alert) {
    joined.add(alert.id());
    if (alerts.size() < Life.MAX_ALERTS) {
      List<Incident.JoinedAlert> more = new ArrayList<>(alerts);
      more.add(
          new Incident.JoinedAlert(
              alert.id(), alert.rule(), alert.metric(), alert.severity(), alert.at(), null));
      alerts(more);
    }
    return this;
  }

  Turn walked(int walks) {
    triages = walks;
    return this;
  }

  Turn concluded(Conclusion newConclusion, List<Proposal> newProposals) {
    conclusion = newConclusion;
    proposals = List.copyOf(newProposals);
    return this;
  }

  Turn proposals(List<Proposal> newProposals) {
    proposals = List.copyOf(newProposals);
    return this;
  }

  Turn withoutProposals() {
    proposals = List.of();
    return this;
  }

  Turn approval(Approval newApproval) {
    approval = newApproval;
    return this;
  }

  /** The approval, if there is one, ends like this. */
  Turn endApproval(Approval.Status status) {
    Approval current = approval;
    if (current != null
        && (current.state() == Approval.Status.PENDING
            || current.state() == Approval.Status.APPROVED)) {
      approval = current.with(status);
    }
    return this;
  }

  Turn execution(Execution newExecution) {
    execution = newExecution;
    return this;
  }

  /**
   * A round is over: a change was made, and there is more to do. What was written stays in the
   * timeline and in the transcript.
   *
   * @param healthy whether the change removed its cause
   */
  Turn roundOver(boolean healthy) {
    List<Incident.Round> more = new ArrayList<>(earlier);
    more.add(new Incident.Round(Transcript.round(before), healthy));
    earlier = List.copyOf(more);
    return this;
  }

  /** No execution is under way or left over from this round. */
  Turn withoutExecution() {
    execution = null;
    return this;
  }

  /** People are asked to decide on these proposals. */
  Turn propose(List<Proposal> newProposals, Instant expiresAt) {
    return proposals(newProposals)
        .to(State.AWAITING_APPROVAL)
        .approval(new Approval(Approval.Status.PENDING, null, null, 1, List.of(), expiresAt))
        .tellGate(Effect.TellGate.Kind.PROPOSED, now)
        .tellGate(Effect.TellGate.Kind.EXPIRE, expiresAt);
  }

  Turn note(String what, String detail, String by) {
    timeline.add(new TimelineEntry(now, what, detail, by));
    return this;
  }

  Turn effect(Effect effect) {
    effects.add(effect);
    return this;
  }

  Turn tellGate(Effect.TellGate.Kind kind, Instant notBefore) {
    return effect(new Effect.TellGate(kind, notBefore));
  }

  /**
   * People are to hear of this. Only the gate tells them, one thing at a time for each gateway; so
   * the gate is told, too.
   */
  Turn announce() {
    effect(new Effect.Announce());
    return effects.stream().anyMatch(Effect.TellGate.class::isInstance)
        ? this
        : tellGate(Effect.TellGate.Kind.LOOK, now);
  }

  /** The incident ends: noted under the state's own name, and announced. */
  Turn end(State last, String detail, String by) {
    return to(last).note(words(last), detail, by).announce();
  }

  /**
   * How an incident ends when nothing further is done. After a change that is still there it ends
   * as that change left it, and otherwise as given.
   */
  State leaving(State otherwise) {
    if (execution == null || earlier.isEmpty()) {
      return otherwise;
    }
    return earlier.get(earlier.size() - 1).healthy() ? State.RESOLVED : State.NOT_RESOLVED;
  }

  /** The event means nothing in this state. */
  Life.Next noted(Event event) {
    return note(
            "noted",
            words(event) + " changes nothing in the state " + words(before.state()),
            "responder")
        .done();
  }

  /** Nothing at all, not even a note. */
  Life.Next unchanged() {
    return new Life.Next(before, List.of(), List.of(), List.of());
  }

  Life.Next done() {
    Conclusion last = conclusion;
    Incident after =
        new Incident(
            before.id(),
            before.gateway(),
            state,
            before.openedAt(),
            now,
            alerts,
            triages,
            conclusion,
            proposals,
            approval,
            execution,
            earlier,
            last == null ? before.headline() : last.headline());
    return new Life.Next(after, List.copyOf(timeline), List.copyOf(effects), List.copyOf(joined));
  }

  /** {@code AWAITING_APPROVAL} as {@code awaiting approval}. */
  static String words(State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** {@code TimeToDecideOver} as {@code time to decide over}. */
  private static String words(Event event) {
    return event
        .getClass()
        .getSimpleName()
        .replaceAll("(?<!^)([A-Z])", " $1")
        .toLowerCase(Locale.ROOT);
  }
}
