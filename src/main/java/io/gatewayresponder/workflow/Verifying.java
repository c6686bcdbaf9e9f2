package io.gatewayresponder.workflow;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.incident.AlertText;
import io.gatewayresponder.incident.Event;
import io.gatewayresponder.incident.Execution;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.workflow.Ports.IncidentStore;
import io.gatewayresponder.workflow.Ports.Sights;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Watches for recovery after a write: a bounded number of looks, each with a fresh sight. */
final class Verifying {
  /** As long as a reason may get in the timeline. */
  private static final int MAX_WORDS = 1000;

  private final IncidentStore store;
  private final Sights sights;
  private final Ledger ledger;
  private final Clock clock;
  private final Pace pace;

  Verifying(IncidentStore store, Sights sights, Ledger ledger, Clock clock, Pace pace) {
    this.store = store;
    this.sights = sights;
    this.ledger = ledger;
    this.clock = clock;
    this.pace = pace;
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
    Instant now = clock.instant();
    Duration watching = pace.verifyEvery().multipliedBy(pace.verifyLooks());
    if (now.isAfter(execution.begunAt().plus(Waits.EXECUTION).plus(watching.multipliedBy(2)))) {
      // Looks that never come to an answer end, too.
      return new Event.StillSick("The recovery could not be seen in time");
    }
    // Nothing will be written, so the identity that can only read will do.
    Sight sight = sights.forTriage(incident.gateway());
    Recovery recovery = Recovery.seenBy(sight);
    int looks = execution.verifyLooks() + 1;
    if (recovery instanceof Recovery.Healthy healthy) {
      store.keepEvidence(incident.id(), "recovery", sight.glances());
      return new Event.Recovered(healthy.words());
    }
    String why = AlertText.shown(((Recovery.NotYet) recovery).why(), MAX_WORDS);
    if (looks >= pace.verifyLooks()) {
      store.keepEvidence(incident.id(), "recovery", sight.glances());
      return new Event.StillSick(why + ", after " + looks + " looks");
    }
    Instant lookAt = now.plus(pace.verifyEvery());
    return new Event.Progressed(
        execution.lookedOnceMore(lookAt), lookAt, looks == 1 ? "Not yet: " + why : "");
  }
}
