package io.gatewayresponder.workflow;

import io.gatewayresponder.approval.Policy;
import io.gatewayresponder.incident.Approval;
import io.gatewayresponder.incident.Effect.TellGate.Kind;
import io.gatewayresponder.incident.Event;
import io.gatewayresponder.incident.GatewayKey;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.workflow.Ports.ArmWriter;
import io.gatewayresponder.workflow.Ports.GateMessage;
import io.gatewayresponder.workflow.Ports.IncidentStore;
import io.gatewayresponder.workflow.Ports.Queues;
import io.gatewayresponder.workflow.Ports.Sights;
import io.gatewayresponder.workflow.Ports.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The gate between deciding and doing. It asks people, watches the clock, carries out what was
 * approved and watches the recovery. A message only makes it look: what it then does follows from
 * the stored incident alone, so a message that is late, doubled or made up changes nothing.
 *
 * <p>Nothing waits in here. Whatever needs time is stored with the time of the next look, and a
 * message is scheduled for it.
 */
public final class Gate {
  private final IncidentStore store;
  private final Queues queues;
  private final Outbox outbox;
  private final Ledger ledger;
  private final Clock clock;
  private final Redeeming redeeming;
  private final Writing writing;
  private final Verifying verifying;

  /**
   * @param diagnoser walks the whole runbook, to plan again what was approved and to see what a
   *     change came to
   */
  public Gate(
      IncidentStore store,
      Queues queues,
      Sights sights,
      ArmWriter writer,
      Diagnoser diagnoser,
      Planner planner,
      Policy policy,
      Outbox outbox,
      Clock clock,
      Pace pace) {
    this.store = store;
    this.queues = queues;
    this.outbox = outbox;
    this.ledger = new Ledger(store, clock);
    this.clock = clock;
    this.redeeming = new Redeeming(store, sights, diagnoser, planner, policy, ledger, clock);
    WayBack wayBack = new WayBack(clock, policy.timeToDecide());
    this.writing = new Writing(store, writer, ledger, clock, pace, wayBack);
    this.verifying = new Verifying(store, sights, diagnoser, planner, ledger, clock, pace, wayBack);
  }

  /**
   * Handles one message; whatever is thrown means that it should come again.
   *
   * @throws Unavailable when storage or the bus failed
   */
  public void handle(GateMessage message) {
    Optional<Stored> stored = store.find(message.incidentId());
    if (stored.isEmpty()) {
      return;
    }
    GatewayKey gateway = stored.get().incident().gatewayKey();
    // What an earlier handler stored but did not live to pass on. Here people are asked, too.
    outbox.flush(gateway, Outbox.What.EVERYTHING);
    act(stored.get().incident(), message.kind());
    outbox.flush(gateway, Outbox.What.EVERYTHING);
  }

  private void act(Incident incident, Kind kind) {
    switch (incident.state()) {
      case AWAITING_APPROVAL -> {
        if (kind == Kind.EXPIRE) {
          expire(incident);
        }
      }
      case APPROVED -> {
        if (kind == Kind.DECIDED || kind == Kind.LOOK) {
          redeeming.redeem(incident).ifPresent(writing::goOn);
        }
      }
      case EXECUTING -> writing.goOn(incident);
      case VERIFYING -> verifying.look(incident);
      case RECEIVED,
          TRIAGING,
          RESOLVED,
          NOT_RESOLVED,
          REJECTED,
          EXPIRED,
          RECOVERED,
          NO_FAULT_FOUND,
          ESCALATED -> {
        // Nothing of the gate's.
      }
    }
  }

  private void expire(Incident incident) {
    Approval approval = incident.approval();
    Instant now = clock.instant();
    if (approval != null && now.isBefore(approval.expiresAt())) {
      // Early: another proposal's message, or a bus whose clock is ahead of ours. Come again.
      queues.resolutions(
          incident.id() + ".expire-again." + approval.expiresAt().getEpochSecond(),
          new GateMessage(incident.id(), Kind.EXPIRE),
          approval.expiresAt());
      return;
    }
    ledger.apply(
        incident.id(),
        stored ->
            stored.state() == State.AWAITING_APPROVAL
                ? Optional.of(new Event.TimeToDecideOver())
                : Optional.empty());
  }
}
