package io.gatewayresponder.lab.twin.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.alerts.Notification.Attempt;
import io.gatewayresponder.lab.twin.alerts.Notification.Outcome;
import io.gatewayresponder.lab.twin.network.Documents;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Calls the webhooks of action groups as Azure does: after a failed call five more at most, with
 * documented waits in between; only some failures are tried again; and an endpoint that failed them
 * all is left alone for a quarter of an hour, by every action group.
 */
public final class Notifier implements AlertListener {

  private static final List<Duration> WAITS =
      List.of(5, 20, 5, 40, 5).stream().map(Duration::ofSeconds).toList();

  private static final Set<Integer> TRIED_AGAIN = Set.of(408, 429, 503, 504);

  private static final Duration MUTED = Duration.ofMinutes(15);

  private final ActionGroups groups;
  private final Clock clock;
  private final Transport transport;
  private final Pause pause;
  private final Executor executor;
  private final NotificationLog log = new NotificationLog();
  private final Map<String, Instant> mutedUntil = new ConcurrentHashMap<>();

  public Notifier(
      Documents documents, Clock clock, Transport transport, Pause pause, Executor executor) {
    this.groups = new ActionGroups(documents);
    this.clock = clock;
    this.transport = transport;
    this.pause = pause;
    this.executor = executor;
  }

  @Override
  public void changed(Alert alert, Alert.Observation seen) {
    for (AlertRule.Action action : alert.rule().actions()) {
      JsonNode payload = CommonAlert.of(alert, seen, action.properties());
      groups.endpoints(action.actionGroupId()).forEach(endpoint -> send(endpoint, payload));
    }
  }

  /** Sends an earlier notification once more, as an action group does now and then. */
  public boolean resend(int notificationId) {
    return log.find(notificationId)
        .map(
            earlier -> {
              send(earlier.endpoint(), earlier.payload());
              return true;
            })
        .orElse(false);
  }

  public NotificationLog log() {
    return log;
  }

  private void send(String endpoint, JsonNode payload) {
    Notification opened = log.open(clock.instant(), endpoint, payload);
    executor.execute(() -> deliver(opened));
  }

  private void deliver(Notification opened) {
    Notification now = opened;
    String name = opened.endpoint().replaceFirst("\\?.*", "");
    for (int tries = 0; tries <= WAITS.size(); tries++) {
      if (mutedUntil.getOrDefault(name, Instant.MIN).isAfter(clock.instant())) {
        log.put(now.ended(Outcome.MUTED));
        return;
      }
      Call call = call(opened);
      now = now.with(new Attempt(clock.instant(), call.result()));
      log.put(now);
      if (!call.again()) {
        log.put(now.ended(call.delivered() ? Outcome.DELIVERED : Outcome.REFUSED));
        return;
      }
      if (tries < WAITS.size() && !waited(WAITS.get(tries))) {
        return;
      }
    }
    mutedUntil.put(name, clock.instant().plus(MUTED));
    log.put(now.ended(Outcome.GIVEN_UP));
  }

  private record Call(String result, boolean delivered, boolean again) {}

  private Call call(Notification notification) {
    try {
      int status =
          transport.post(URI.create(notification.endpoint()), notification.payload().toString());
      return new Call(Integer.toString(status), status / 100 == 2, TRIED_AGAIN.contains(status));
    } catch (IOException e) {
      return new Call(e.getClass().getSimpleName() + ": " + e.getMessage(), false, true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Call("interrupted", false, false);
    } catch (IllegalArgumentException e) {
      return new Call("not an address: " + e.getMessage(), false, false);
    }
  }

  private boolean waited(Duration wait) {
    try {
      pause.sleep(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
