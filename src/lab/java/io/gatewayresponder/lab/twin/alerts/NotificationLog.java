package io.gatewayresponder.lab.twin.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What was sent to whom, newest kept. Thread-safe. */
public final class NotificationLog {

  private static final int KEPT = 1_000;

  private final TreeMap<Integer, Notification> notifications = new TreeMap<>();
  private int lastId;

  synchronized Notification open(Instant at, String endpoint, JsonNode payload) {
    Notification opened =
        new Notification(
            ++lastId, at, endpoint, payload, List.of(), Notification.Outcome.UNDER_WAY);
    put(opened);
    return opened;
  }

  synchronized void put(Notification notification) {
    notifications.put(notification.id(), notification);
    while (notifications.size() > KEPT) {
      notifications.pollFirstEntry();
    }
  }

  public synchronized List<Notification> all() {
    return List.copyOf(notifications.values());
  }

  public synchronized Optional<Notification> find(int id) {
    return Optional.ofNullable(notifications.get(id));
  }

  /**
   * Oldest first: {@code [{id, at, alertId, rule, condition, endpoint, outcome, attempts,
   * payload}]}.
   */
  public ArrayNode show() {
    ArrayNode shown = JsonNodeFactory.instance.arrayNode();
    for (Notification each : all()) {
      ObjectNode one = shown.addObject().put("id", each.id()).put("at", each.at().toString());
      one.put("alertId", each.alertId())
          .put("rule", each.rule())
          .put("condition", each.condition());
      // The query of the address holds the receiver's key.
      one.put("endpoint", each.endpoint().replaceFirst("\\?.*", ""));
      one.put("outcome", each.outcome().name());
      ArrayNode attempts = one.putArray("attempts");
      for (Notification.Attempt attempt : each.attempts()) {
        attempts.addObject().put("at", attempt.at().toString()).put("result", attempt.result());
      }
      one.set("payload", each.payload());
    }
    return shown;
  }
}
