package io.gatewayresponder.workflow;

import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.incident.Conclusion;
import io.gatewayresponder.incident.Event;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.resolution.Answers;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.workflow.Ports.IncidentStore;
import io.gatewayresponder.workflow.Ports.Sights;
import io.gatewayresponder.workflow.Ports.Stored;
import io.gatewayresponder.workflow.Ports.TriageMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Walks the runbook for an incident, read-only, and stores what came of it. A message that comes
 * twice, or after the incident went on, changes nothing; one that comes again after a crash begins
 * a new walk.
 */
public final class Triage {
  /**
   * Requests fail at once, but the gateway calls a server unhealthy only after three probes, 30 s
   * apart by default, have failed; so an alert on failed requests can be faster than the probes.
   * Three walks, two minutes apart by default, see what slower probes see, too.
   */
  private static final int WALKS_UNTIL_PROBES_NOTICE = 3;

  private final IncidentStore store;
  private final Sights sights;
  private final Diagnoser diagnoser;
  private final Planner planner;
  private final Outbox outbox;
  private final Ledger ledger;
  private final Clock clock;
  private final Duration timeToDecide;
  private final Pace pace;

  public Triage(
      IncidentStore store,
      Sights sights,
      Diagnoser diagnoser,
      Planner planner,
      Outbox outbox,
      Clock clock,
      Duration timeToDecide,
      Pace pace) {
    this.store = store;
    this.sights = sights;
    this.diagnoser = diagnoser;
    this.planner = planner;
    this.outbox = outbox;
    this.ledger = new Ledger(store, clock);
    this.clock = clock;
    this.timeToDecide = timeToDecide;
    this.pace = pace;
  }

  /** The name under which the evidence of a walk is kept. */
  public static String evidenceName(int walk) {
    return "triage-" + walk;
  }

  /**
   * One walk in figures, for whoever runs this.
   *
   * @param reads how many things were read of Azure; each is read once
   * @param unreadable how many of them could not be
   * @param milliseconds from the first read to the end of the diagnosis
   */
  public record Walked(
      String incidentId,
      String outcome,
      String transcript,
      int reads,
      int unreadable,
      long milliseconds) {}

  /**
   * Handles one message; whatever is thrown means that it should come again.
   *
   * @return nothing when the incident is not there, or asks for no walk any more
   * @throws Unavailable when storage or the bus failed
   */
  public Optional<Walked> handle(TriageMessage message) {
    Optional<Stored> stored = store.find(message.incidentId());
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    Optional<Incident> begun =
        ledger.apply(
            message.incidentId(),
            incident ->
                asksForTriage(incident.state())
                    ? Optional.of(new Event.TriageStarted())
                    : Optional.empty());
    Optional<Walked> walked =
        begun.filter(incident -> incident.state() == State.TRIAGING).map(this::walk);
    outbox.flush(stored.get().incident().gatewayKey(), Outbox.What.MESSAGES);
    return walked;
  }

  private static boolean asksForTriage(State state) {
    return state == State.RECEIVED || state == State.TRIAGING;
  }

  private Walked walk(Incident incident) {
    int walk = incident.triages();
    Instant began = clock.instant();
    Sight sight = sights.forTriage(incident.gateway());
    Diagnosis diagnosis = diagnoser.diagnose(sight);
    long milliseconds = Duration.between(began, clock.instant()).toMillis();
    List<Proposal> proposals =
        planner.options(diagnosis, sight, Answers.none()).stream()
            .map(Conclusions::proposal)
            .toList();
    List<Glance> glances = sight.glances();
    store.keepEvidence(incident.id(), evidenceName(walk), glances);
    Event event = event(diagnosis, proposals, walk);
    // Meanwhile the alerts may have resolved, or another walk may have begun: then this one is
    // history.
    ledger.apply(
        incident.id(),
        now ->
            now.state() == State.TRIAGING && now.triages() == walk
                ? Optional.of(event)
                : Optional.empty());
    return new Walked(
        incident.id(),
        Conclusions.of(diagnosis, proposals).outcome(),
        diagnosis.transcript(),
        glances.size(),
        (int) glances.stream().filter(glance -> glance.document() == null).count(),
        milliseconds);
  }

  private Event event(Diagnosis diagnosis, List<Proposal> proposals, int walk) {
    Conclusion conclusion = Conclusions.of(diagnosis, proposals);
    Diagnosis.Conclusion outcome = diagnosis.conclusion();
    if (diagnosis.passed() && walk < WALKS_UNTIL_PROBES_NOTICE) {
      return new Event.FoundPassing(Conclusions.healthySoFar(conclusion), pace.lookAgain());
    }
    if (outcome instanceof Diagnosis.Conclusion.NoFault) {
      return new Event.FoundHealthy(conclusion);
    }
    if (outcome instanceof Diagnosis.Conclusion.LookAgain) {
      // How long to wait is the operator's setting; the row's own number is for the reader.
      return new Event.FoundPassing(conclusion, pace.lookAgain());
    }
    boolean causeFound = outcome instanceof Diagnosis.Conclusion.CauseFound;
    return causeFound && proposals.stream().anyMatch(Proposal::writes)
        ? new Event.Proposed(conclusion, proposals, clock.instant().plus(timeToDecide))
        : new Event.FoundForPerson(conclusion, proposals);
  }
}
