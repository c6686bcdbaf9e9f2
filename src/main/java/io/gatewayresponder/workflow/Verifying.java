package io.gatewayresponder.workflow;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.incident.AlertText;
import io.gatewayresponder.incident.Conclusion;
import io.gatewayresponder.incident.Event;
import io.gatewayresponder.incident.Event.Ways;
import io.gatewayresponder.incident.Execution;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.resolution.Answers;
import io.gatewayresponder.resolution.Documents;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.UndoOption;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.workflow.Ports.IncidentStore;
import io.gatewayresponder.workflow.Ports.Sights;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Watches for recovery after a write: a bounded number of looks, each with a fresh sight. Once the
 * servers that the change was meant for are healthy, the runbook is walked again. The change has
 * worked when the walk does not come to the causes any more that it was made for; what the walk
 * finds besides was hidden before, and is proposed next.
 */
final class Verifying {
  /** As long as a reason may get in the timeline. */
  private static final int MAX_WORDS = 1000;

  /**
   * The probes of other servers may be one interval behind: what only the first look still sees is
   * no other cause.
   */
  private static final int LOOKS_UNTIL_OTHERS_COUNT = 2;

  private final IncidentStore store;
  private final Sights sights;
  private final Diagnoser diagnoser;
  private final Planner planner;
  private final Ledger ledger;
  private final Clock clock;
  private final Pace pace;
  private final WayBack wayBack;

  Verifying(
      IncidentStore store,
      Sights sights,
      Diagnoser diagnoser,
      Planner planner,
      Ledger ledger,
      Clock clock,
      Pace pace,
      WayBack wayBack) {
    this.store = store;
    this.sights = sights;
    this.diagnoser = diagnoser;
    this.planner = planner;
    this.ledger = ledger;
    this.clock = clock;
    this.pace = pace;
    this.wayBack = wayBack;
  }

  void look(Incident incident) {
    Execution execution = incident.execution();
    if (execution == null || !Waits.isDue(execution, clock.instant())) {
      return;
    }
    Event event = judge(incident, execution);
    ledger.apply(
        incident.id(),
        now ->
            now.state() == State.VERIFYING && Objects.equals(now.execution(), execution)
                ? Optional.of(event)
                : Optional.empty());
  }

  private Event judge(Incident incident, Execution execution) {
    Optional<Option> executed = WayBack.executed(incident);
    if (executed.isEmpty()) {
      return new Event.StillSick(
          "The plan that was executed is not among the stored ones", wayBack.ways(List.of()));
    }
    Option option = executed.get();
    if (UndoOption.isUndo(option)) {
      return new Event.Undone("Undone: everything stands as it did before the change");
    }
    Instant now = clock.instant();
    Duration watching = pace.verifyEvery().multipliedBy(pace.verifyLooks());
    int looks = execution.verifyLooks() + 1;
    // Looks that never come to an answer end, too.
    boolean last =
        looks >= pace.verifyLooks()
            || now.isAfter(
                execution.begunAt().plus(Waits.EXECUTION).plus(watching.multipliedBy(2)));
    // Nothing will be written, so the identity that can only read will do.
    Sight sight = sights.forVerification(incident.gateway());
    Recovery recovery = Recovery.seenBy(sight, pairs(option));
    Outcome outcome =
        recovery instanceof Recovery.Healthy healthy
            ? walk(option, healthy.words(), diagnoser.diagnose(sight), sight)
            : new Outcome.Waiting(((Recovery.NotYet) recovery).why());
    boolean others = outcome instanceof Outcome.Others || outcome instanceof Outcome.NoRemedy;
    if (outcome instanceof Outcome.Done
        || (others && looks >= Math.min(LOOKS_UNTIL_OTHERS_COUNT, pace.verifyLooks()))
        || last) {
      store.keepEvidence(incident.id(), evidenceName(incident), sight.glances());
      return end(incident, option, outcome, looks, sight);
    }
    Instant lookAt = now.plus(pace.verifyEvery());
    return new Event.Progressed(
        execution.lookedOnceMore(lookAt),
        lookAt,
        looks == 1 ? AlertText.shown("Not yet: " + outcome.words(), MAX_WORDS) : "");
  }

  /** What a look came to. */
  private sealed interface Outcome {
    String words();

    /** All is well. */
    record Done(String words) implements Outcome {}

    /** The change was not meant to remove what shows now. */
    record NoRemedy(String words) implements Outcome {}

    /** The causes are gone, and a change of ours can remove what shows now. */
    record Others(String words, Conclusion conclusion, List<Proposal> proposals)
        implements Outcome {}

    /** The causes are gone, and a person has to remove what shows now, if it stays. */
    record ByHand(String words, Conclusion conclusion, List<Proposal> proposals)
        implements Outcome {}

    /** The causes are gone, the servers are well, and the walk tells nothing for sure. */
    record Unclear(String words) implements Outcome {}

    /** Not yet. */
    record Waiting(String words) implements Outcome {}
  }

  private Outcome walk(Option option, String healthy, Diagnosis diagnosis, Sight sight) {
    Optional<Finding> stays =
        Stream.concat(diagnosis.causes().stream(), diagnosis.noticed().stream())
            .filter(cause -> option.cures().stream().anyMatch(cure -> cure.isStill(cause)))
            .findFirst();
    if (stays.isPresent()) {
      return new Outcome.Waiting(
          "the walk still comes to " + stays.get().row() + ": " + stays.get().means());
    }
    if (diagnosis.conclusion() instanceof Diagnosis.Conclusion.NoFault) {
      return new Outcome.Done(healthy);
    }
    if (option.cures().isEmpty()) {
      return new Outcome.NoRemedy(
          "The change is in place, and mends by itself nothing of what fails");
    }
    List<Proposal> proposals =
        planner.options(diagnosis, sight, Answers.none()).stream()
            .map(Conclusions::proposal)
            .toList();
    Conclusion conclusion = Conclusions.of(diagnosis, proposals);
    if (diagnosis.conclusion() instanceof Diagnosis.Conclusion.CauseFound) {
      return proposals.stream().anyMatch(Proposal::writes)
          ? new Outcome.Others(healthy, conclusion, proposals)
          : new Outcome.ByHand(healthy, conclusion, proposals);
    }
    // An access log tells of the whole last hour, and no metric of a first-generation gateway says
    // that it is over: then healthy servers are all there is to see.
    return pairs(option).isEmpty()
        ? new Outcome.Waiting(conclusion.headline())
        : new Outcome.Unclear(healthy + "; a new walk says: " + conclusion.headline());
  }

  private Event end(Incident incident, Option option, Outcome outcome, int looks, Sight sight) {
    String words = AlertText.shown(outcome.words(), MAX_WORDS);
    if (outcome instanceof Outcome.Done || outcome instanceof Outcome.Unclear) {
      return new Event.Recovered(words);
    }
    if (outcome instanceof Outcome.Others others) {
      return new Event.FoundNext(words, others.conclusion(), wayBack.ways(others.proposals()));
    }
    if (outcome instanceof Outcome.ByHand byHand) {
      return new Event.LeftForPerson(words, byHand.conclusion(), byHand.proposals());
    }
    String sick =
        outcome instanceof Outcome.NoRemedy ? words : words + ", after " + looks + " looks";
    return new Event.StillSick(sick, otherWays(incident, option, sight));
  }

  /** Whatever else the evidence of now proposes, and the undo. */
  private Ways otherWays(Incident incident, Option tried, Sight sight) {
    List<Proposal> ways = new ArrayList<>();
    planner.options(diagnoser.diagnose(sight), sight, Answers.none()).stream()
        .filter(option -> !option.id().equals(tried.id()))
        .map(Conclusions::proposal)
        .forEach(ways::add);
    Documents documents = Documents.of(sight);
    wayBack.undo(incident, change -> documents.read(change.document())).ifPresent(ways::add);
    return wayBack.ways(ways);
  }

  private static Set<String> pairs(Option option) {
    return option.cures().stream()
        .flatMap(cure -> cure.pairs().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Each round of an incident has its own. */
  private static String evidenceName(Incident incident) {
    int round = incident.earlier().size() + 1;
    return round == 1 ? "recovery" : "recovery-" + round;
  }
}
