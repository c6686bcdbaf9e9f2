package io.gatewayresponder.workflow;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.incident.Alert;
import io.gatewayresponder.incident.Approval;
import io.gatewayresponder.incident.Effect.TellGate.Kind;
import io.gatewayresponder.incident.Execution;
import io.gatewayresponder.incident.GatewayKey;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Scope;
import io.gatewayresponder.workflow.Ports.FiredAlerts;
import io.gatewayresponder.workflow.Ports.GateMessage;
import io.gatewayresponder.workflow.Ports.IncidentStore;
import io.gatewayresponder.workflow.Ports.Queues;
import io.gatewayresponder.workflow.Ports.TriageMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts right what messages missed: effects that were stored but did not happen, open incidents
 * whose message got lost, and alerts that Azure holds as fired and that never reached us.
 * Everything it does may be done again.
 */
public final class Reconcile {
  /** A crash leaves a message that comes again within minutes; after this it was lost. */
  private static final Duration LOST = Duration.ofMinutes(5);

  /** Longer than a walk is put off. */
  private static final Duration TRIAGE_LOST = Duration.ofMinutes(15);

  /** A scheduled message comes within seconds of its time. */
  private static final Duration LATE = Duration.ofMinutes(2);

  /** An alert that fired earlier was seen by a person, or by an earlier run. */
  private static final Duration LOOK_BACK = Duration.ofHours(24);

  private final IncidentStore store;
  private final Queues queues;
  private final FiredAlerts firedAlerts;
  private final Intake intake;
  private final Outbox outbox;
  private final Scope scope;
  private final Clock clock;

  public Reconcile(
      IncidentStore store,
      Queues queues,
      FiredAlerts firedAlerts,
      Intake intake,
      Outbox outbox,
      Scope scope,
      Clock clock) {
    this.store = store;
    this.queues = queues;
    this.firedAlerts = firedAlerts;
    this.intake = intake;
    this.outbox = outbox;
    this.scope = scope;
    this.clock = clock;
  }

  /**
   * @param nudged incidents whose message was sent again
   * @param taken alerts that had not reached us
   * @param problems what did not work, in sentences; the next run tries again
   */
  public record Report(int nudged, int taken, List<String> problems) {}

  /** Goes through everything once. What fails for one gateway hinders no other. */
  public Report run() {
    List<String> problems = new ArrayList<>();
    int nudged = 0;
    for (GatewayKey gateway : store.gateways()) {
      try {
        int left = outbox.flush(gateway, Outbox.What.EVERYTHING);
        if (left > 0) {
          problems.add(left + " announcements are pending for " + gateway.value());
        }
        if (store.findOpen(gateway).map(it -> nudge(it.incident())).orElse(false)) {
          nudged++;
        }
      } catch (RuntimeException e) {
        problems.add("gateway " + gateway.value() + ": " + e);
      }
    }
    return new Report(nudged, takeMissed(problems), problems);
  }

  private boolean nudge(Incident incident) {
    Instant now = clock.instant();
    Instant touched = incident.updatedAt();
    Approval approval = incident.approval();
    Execution execution = incident.execution();
    return switch (incident.state()) {
      case RECEIVED, TRIAGING -> {
        boolean lost = now.isAfter(touched.plus(TRIAGE_LOST));
        if (lost) {
          queues.alerts(messageId(incident, "triage"), new TriageMessage(incident.id()), now);
        }
        yield lost;
      }
      case AWAITING_APPROVAL ->
          approval != null
              && now.isAfter(approval.expiresAt().plus(LATE))
              && tellGate(incident, Kind.EXPIRE);
      case APPROVED -> now.isAfter(touched.plus(LOST)) && tellGate(incident, Kind.DECIDED);
      case EXECUTING, VERIFYING ->
          execution != null
              && now.isAfter(execution.nextLookAt().plus(LATE))
              && tellGate(incident, Kind.LOOK);
      case RESOLVED, NOT_RESOLVED, REJECTED, EXPIRED, RECOVERED, NO_FAULT_FOUND, ESCALATED -> false;
    };
  }

  private boolean tellGate(Incident incident, Kind kind) {
    queues.resolutions(
        messageId(incident, kind.name()), new GateMessage(incident.id(), kind), clock.instant());
    return true;
  }

  /** Another one each minute, so that duplicate detection does not swallow it. */
  private String messageId(Incident incident, String what) {
    return incident.id() + ".again." + what + "." + clock.instant().getEpochSecond() / 60;
  }

  private int takeMissed(List<String> problems) {
    int taken = 0;
    try {
      Look<List<Alert>> look = firedAlerts.firedSince(clock.instant().minus(LOOK_BACK));
      if (look instanceof Look.Unreadable<List<Alert>> unreadable) {
        problems.add(unreadable.sentence());
      }
      for (Alert alert : look.asFound().orElse(List.of())) {
        boolean ours = alert.condition() == Alert.Condition.FIRED && scope.covers(alert.gateway());
        if (ours
            && store.incidentOf(GatewayKey.of(alert.gateway()), alert.id()).isEmpty()
            && intake.take(List.of(alert)) instanceof Intake.Result.Accepted) {
          taken++;
        }
      }
    } catch (RuntimeException e) {
      problems.add("alerts that are fired: " + e);
    }
    return taken;
  }
}
