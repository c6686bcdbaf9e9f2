package io.gatewayresponder.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.approval.Policy;
import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.incident.AlertText;
import io.gatewayresponder.incident.Approval;
import io.gatewayresponder.incident.Event;
import io.gatewayresponder.incident.Execution;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.resolution.Answers;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.resolution.Digest;
import io.gatewayresponder.resolution.Documents;
import io.gatewayresponder.resolution.Drift;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.OptionJson;
import io.gatewayresponder.resolution.UndoOption;
import io.gatewayresponder.workflow.Ports.IncidentStore;
import io.gatewayresponder.workflow.Ports.Sights;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Redeems an approval, once: policy again, look again, diagnose and plan again; and only if that
 * comes to the very writes that were approved does the execution begin.
 */
final class Redeeming {
  /** As long as a reason may get in the timeline; a drift can name a whole document. */
  private static final int MAX_WHY = 1000;

  private final IncidentStore store;
  private final Sights sights;
  private final Diagnoser diagnoser;
  private final Planner planner;
  private final Policy policy;
  private final Ledger ledger;
  private final Clock clock;

  Redeeming(
      IncidentStore store,
      Sights sights,
      Diagnoser diagnoser,
      Planner planner,
      Policy policy,
      Ledger ledger,
      Clock clock) {
    this.store = store;
    this.sights = sights;
    this.diagnoser = diagnoser;
    this.planner = planner;
    this.policy = policy;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** The incident in execution; empty when nothing may be written. */
  Optional<Incident> redeem(Incident incident) {
    Event event = judge(incident);
    return ledger
        .apply(
            incident.id(),
            now ->
                now.state() == State.APPROVED && Objects.equals(now.approval(), incident.approval())
                    ? Optional.of(event)
                    : Optional.empty())
        .filter(after -> after.state() == State.EXECUTING);
  }

  private Event judge(Incident incident) {
    Optional<Proposal> proposal = approved(incident);
    if (proposal.isEmpty()) {
      return refuse("the approved plan is not among the stored ones");
    }
    if (policy.mayExecute(incident, proposal.get(), clock.instant())
        instanceof Policy.Verdict.No no) {
      return refuse(no.reason());
    }
    Option option = OptionJson.read(proposal.get().option());
    if (!Digest.of(option).equals(proposal.get().digest())) {
      return refuse("the stored plan is not the one that was approved");
    }
    if (!option.writes()) {
      return refuse("the approved plan writes nothing");
    }
    return compare(incident, proposal.get(), option);
  }

  private Event compare(Incident incident, Proposal proposal, Option option) {
    Compared compared = compare(incident, option);
    store.keepEvidence(incident.id(), "redeem-" + incident.triages(), compared.glances());
    // An undo is not planned from evidence, so another walk would not come to it again.
    boolean again = !UndoOption.isUndo(option);
    if (!compared.forbidden().isEmpty()) {
      // A right that is missing comes back by nobody's walk.
      String sentences = String.join("; ", compared.forbidden());
      return refuse(AlertText.shown("what is written to cannot be read: " + sentences, MAX_WHY));
    }
    if (compared.drift() instanceof Drift.Changed changed) {
      String reasons =
          changed.reasons().stream().map(Drift.Reason::sentence).collect(Collectors.joining("; "));
      return new Event.Refused(
          AlertText.shown("it changed since the approval: " + reasons, MAX_WHY), again);
    }
    if (compared.drift() instanceof Drift.AlreadyApplied) {
      return new Event.Refused("what was approved is there already", again);
    }
    return new Event.Redeemed(
        Execution.begin(
            proposal.optionId(), proposal.digest(), option.changes().size(), clock.instant()));
  }

  /**
   * @param forbidden what the identity that will write may not read, in sentences
   */
  private record Compared(Drift drift, List<String> forbidden, List<Glance> glances) {}

  /**
   * Plans again with the identity that diagnosed, which sees what the cause was seen by; and then
   * holds the documents that will be written against the approved ones with the identity that will
   * write.
   */
  private Compared compare(Incident incident, Option option) {
    Sight ground = sights.forExecution(incident.gateway());
    Documents documents = Documents.of(ground);
    if (UndoOption.isUndo(option)) {
      Drift drift = Drift.ofGround(option, documents);
      return new Compared(drift, forbidden(option, documents), ground.glances());
    }
    Sight sight = sights.forTriage(incident.gateway());
    List<Option> again = planner.options(diagnoser.diagnose(sight), sight, Answers.of(option));
    Drift drift = Drift.between(option, again, documents);
    return new Compared(
        drift,
        forbidden(option, documents),
        Stream.concat(sight.glances().stream(), ground.glances().stream()).toList());
  }

  private static List<String> forbidden(Option option, Documents documents) {
    return option.changes().stream()
        .map(Change::document)
        .distinct()
        .map(documents::read)
        .filter(Look.Unreadable.class::isInstance)
        .map(look -> (Look.Unreadable<JsonNode>) look)
        .filter(unreadable -> unreadable.why() == Look.Why.FORBIDDEN)
        .map(Look.Unreadable::sentence)
        .toList();
  }

  /** The proposal that the incident's approval names. */
  static Optional<Proposal> approved(Incident incident) {
    Approval approval = incident.approval();
    return approval == null
        ? Optional.empty()
        : incident.proposals().stream()
            .filter(it -> it.optionId().equals(approval.optionId()))
            .filter(it -> it.digest().equals(approval.digest()))
            .findFirst();
  }

  /** Another walk would not help: a person has to know. */
  private static Event refuse(String why) {
    return new Event.Refused(why, false);
  }
}
