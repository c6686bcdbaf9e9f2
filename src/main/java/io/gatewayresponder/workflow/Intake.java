package io.gatewayresponder.workflow;

import io.gatewayresponder.incident.Alert;
import io.gatewayresponder.incident.AlertReader;
import io.gatewayresponder.incident.AlertReading;
import io.gatewayresponder.incident.Event;
import io.gatewayresponder.incident.GatewayKey;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Life;
import io.gatewayresponder.workflow.Ports.Conflict;
import io.gatewayresponder.workflow.Ports.IncidentStore;
import io.gatewayresponder.workflow.Ports.Stored;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes alerts in: recorded first, then asked to be looked at. Whatever was answered as accepted is
 * stored; and when anything fails on the way the caller is told to come again, which repeats
 * nothing that was done.
 */
public final class Intake {
  /** An alert storm on one gateway makes conflicts; each of them means that somebody succeeded. */
  private static final int MAX_TRIES = 30;

  private final AlertReader reader;
  private final IncidentStore store;
  private final Outbox outbox;
  private final Ledger ledger;
  private final Clock clock;
  private final Supplier<String> uniqueParts;

  /**
   * @param uniqueParts makes the second part of incident ids: 1 to 32 digits and lower-case
   *     letters, never the same twice
   */
  public Intake(
      AlertReader reader,
      IncidentStore store,
      Outbox outbox,
      Clock clock,
      Supplier<String> uniqueParts) {
    this.reader = reader;
    this.store = store;
    this.outbox = outbox;
    this.ledger = new Ledger(store, clock);
    this.clock = clock;
    this.uniqueParts = uniqueParts;
  }

  /** What to answer to whoever brought it. */
  public sealed interface Result {
    /** Recorded and passed on: 202. */
    record Accepted(List<String> incidentIds) implements Result {}

    /** Known already, and passed on: 202. */
    record Duplicate() implements Result {}

    /** Well formed but nothing for us: 202 with the reason. */
    record Ignored(String reason) implements Result {}

    /** About a gateway that we do not answer for: 403. */
    record OutOfScope(String reason) implements Result {}

    /** 413. */
    record TooLarge(String reason) implements Result {}

    /** 400. */
    record Bad(String reason) implements Result {}
  }

  /**
   * Takes in the body of a notification.
   *
   * @throws Unavailable when it could not be recorded or passed on: 503, so that Azure repeats it
   */
  public Result receive(byte[] body) {
    AlertReading reading = reader.read(body);
    if (reading instanceof AlertReading.Bad bad) {
      return new Result.Bad(bad.reason());
    }
    if (reading instanceof AlertReading.TooLarge large) {
      return new Result.TooLarge(large.reason());
    }
    if (reading instanceof AlertReading.OutOfScope out) {
      return new Result.OutOfScope(out.reason());
    }
    if (reading instanceof AlertReading.Ignored ignored) {
      return new Result.Ignored(ignored.reason());
    }
    return take(((AlertReading.Ours) reading).alerts());
  }

  /**
   * Takes in alerts, each of another gateway.
   *
   * @throws Unavailable as for {@code receive}
   */
  public Result take(List<Alert> alerts) {
    List<String> accepted = new ArrayList<>();
    List<Result> others = new ArrayList<>();
    for (Alert alert : alerts) {
      try {
        Result result = record(alert);
        // Also for a duplicate: perhaps the first time ended between recording and passing on.
        outbox.flush(GatewayKey.of(alert.gateway()), Outbox.What.MESSAGES);
        if (result instanceof Result.Accepted yes) {
          accepted.addAll(yes.incidentIds());
        } else {
          others.add(result);
        }
      } catch (Unavailable e) {
        throw e;
      } catch (RuntimeException e) {
        throw new Unavailable("the alert could not be recorded", e);
      }
    }
    if (!accepted.isEmpty()) {
      return new Result.Accepted(accepted);
    }
    return others.isEmpty() ? new Result.Ignored("no alert in it") : others.get(0);
  }

  private Result record(Alert alert) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      try {
        return alert.condition() == Alert.Condition.FIRED ? fired(alert) : resolved(alert);
      } catch (Conflict e) {
        // Somebody else was faster: perhaps the incident exists now, or ended.
      }
    }
    throw new Conflict("the gateway's incident was changed by others too often");
  }

  private Result fired(Alert alert) {
    GatewayKey gateway = GatewayKey.of(alert.gateway());
    Optional<Stored> open = store.findOpen(gateway);
    Optional<String> known = store.incidentOf(gateway, alert.id());
    boolean knownElsewhere =
        known.isPresent() && open.filter(it -> it.incident().id().equals(known.get())).isEmpty();
    if (knownElsewhere) {
      Optional<Stored> earlier = store.find(known.get());
      if (earlier.isPresent() && !Life.firesAnew(earlier.get().incident(), alert)) {
        return new Result.Duplicate();
      }
    } else if (known.isPresent() && !lists(open.orElseThrow().incident(), alert)) {
      // It joined when the incident's list of alerts was full.
      return new Result.Duplicate();
    }
    Life.Next next =
        open.isPresent()
            ? Life.next(open.get().incident(), new Event.AlertFired(alert), clock.instant())
            : Life.open(gateway.value() + "-" + uniqueParts.get(), alert, clock.instant());
    if (!next.changed()) {
      return new Result.Duplicate();
    }
    Incident incident = ledger.commit(next, open.map(Stored::version).orElse(null));
    return new Result.Accepted(List.of(incident.id()));
  }

  private Result resolved(Alert alert) {
    GatewayKey gateway = GatewayKey.of(alert.gateway());
    Optional<Stored> stored = store.incidentOf(gateway, alert.id()).flatMap(store::find);
    if (stored.isEmpty()) {
      return new Result.Ignored("the end of an alert that never fired here");
    }
    Life.Next next =
        Life.next(stored.get().incident(), new Event.AlertResolved(alert), clock.instant());
    if (!next.changed()) {
      return new Result.Duplicate();
    }
    Incident incident = ledger.commit(next, stored.get().version());
    return new Result.Accepted(List.of(incident.id()));
  }

  private static boolean lists(Incident incident, Alert alert) {
    return incident.alerts().stream().anyMatch(joined -> joined.alertId().equals(alert.id()));
  }
}
