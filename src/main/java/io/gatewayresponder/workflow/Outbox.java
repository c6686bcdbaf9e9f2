package io.gatewayresponder.workflow;

import io.gatewayresponder.incident.Effect;
import io.gatewayresponder.incident.GatewayKey;
import io.gatewayresponder.workflow.Ports.Announcer;
import io.gatewayresponder.workflow.Ports.GateMessage;
import io.gatewayresponder.workflow.Ports.IncidentStore;
import io.gatewayresponder.workflow.Ports.Pending;
import io.gatewayresponder.workflow.Ports.Queues;
import io.gatewayresponder.workflow.Ports.Stored;
import io.gatewayresponder.workflow.Ports.TriageMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes stored effects happen. An effect is marked done after the other side confirmed it, so a
 * crash in between lets it happen twice; message ids are made of the effect, so that a queue with
 * duplicate detection drops the second, and every handler takes a repeated message as nothing new.
 */
public final class Outbox {
  /** Which effects. */
  public enum What {
    /** Sending only: what an HTTP request has time for. */
    MESSAGES,
    /** Telling people, too: only the gate and the reconciliation do. */
    EVERYTHING
  }

  private final IncidentStore store;
  private final Queues queues;
  private final Announcer announcer;

  public Outbox(IncidentStore store, Queues queues, Announcer announcer) {
    this.store = store;
    this.queues = queues;
    this.announcer = announcer;
  }

  /**
   * Makes the effects of a gateway's incidents happen. An announcement that fails stays in the
   * outbox and hinders nothing else.
   *
   * @return how many effects are left, announcements that were not asked for aside
   * @throws Unavailable when a message could not be sent; the others were tried
   */
  public int flush(GatewayKey gateway, What what) {
    List<Pending> pending = store.outbox(gateway);
    sendMessages(pending);
    return what == What.EVERYTHING ? announce(pending) : 0;
  }

  private void sendMessages(List<Pending> pending) {
    @Nullable RuntimeException first = null;
    for (Pending one : pending) {
      try {
        if (send(one)) {
          store.markDone(one);
        }
      } catch (RuntimeException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw new Unavailable("a message could not be sent", first);
    }
  }

  private boolean send(Pending one) {
    String messageId = one.incidentId() + "." + one.key();
    if (one.effect() instanceof Effect.AskTriage ask) {
      queues.alerts(messageId, new TriageMessage(one.incidentId()), ask.notBefore());
      return true;
    }
    if (one.effect() instanceof Effect.TellGate tell) {
      queues.resolutions(
          messageId, new GateMessage(one.incidentId(), tell.kind()), tell.notBefore());
      return true;
    }
    return false;
  }

  /** An announcement shows an incident as it is now, so one stands for all that are pending. */
  private int announce(List<Pending> pending) {
    Map<String, List<Pending>> byIncident = new LinkedHashMap<>();
    for (Pending one : pending) {
      if (one.effect() instanceof Effect.Announce) {
        byIncident.computeIfAbsent(one.incidentId(), id -> new ArrayList<>()).add(one);
      }
    }
    int left = 0;
    for (Map.Entry<String, List<Pending>> entry : byIncident.entrySet()) {
      try {
        Optional<Stored> stored = store.find(entry.getKey());
        stored.ifPresent(it -> announcer.announce(it.incident()));
        entry.getValue().forEach(store::markDone);
      } catch (RuntimeException e) {
        // It stays in the outbox, and the reconciliation comes by. A chat that is down must not
        // keep a gateway down.
        left += entry.getValue().size();
      }
    }
    return left;
  }
}
