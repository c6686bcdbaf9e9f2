package io.gatewayresponder.lab.twin.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The Activity Log: who changed what, and when. A change that was accepted is an event <em>Started
 * </em>, and another when it has ended; both share a correlation id. Thread-safe.
 *
 * <p>In Azure an event can be found some minutes after it happened. Here it is there at once: a
 * modelling choice, since nothing but patience depends on it.
 */
public final class ActivityLog {
  /** Azure keeps 90 days; a lab makes fewer changes than this. */
  private static final int MOST_EVENTS = 10_000;

  private final Deque<ActivityEvent> events = new ArrayDeque<>();
  private Clock clock;

  public ActivityLog(Clock clock) {
    this.clock = clock;
  }

  /** From now on events are dated by this clock: that of whoever will read them. */
  public synchronized void livesBy(Clock other) {
    clock = other;
  }

  /** The clock's present, for {@link #start}. */
  public synchronized Instant now() {
    return clock.instant();
  }

  /**
   * A change that somebody made at once, and not through ARM: how a fault that is done to the
   * estate leaves its trace.
   *
   * @param caller a person's name or an application's object id
   * @param action such as {@code Microsoft.Network/networkSecurityGroups/securityRules/write}
   * @param resourceId of what was changed
   */
  public void record(String caller, String action, String resourceId) {
    end(start(now(), caller, action, resourceId), true);
  }

  /** A change begins that was asked for at this moment. */
  public synchronized ActivityEvent start(
      Instant at, String caller, String action, String resourceId) {
    ActivityEvent started =
        new ActivityEvent(
            at, caller, action, resourceId, UUID.randomUUID().toString(), ActivityEvent.STARTED);
    add(started);
    return started;
  }

  /** It has ended now. */
  public synchronized void end(ActivityEvent started, boolean succeeded) {
    Instant now = clock.instant();
    add(
        started.ended(
            now.isBefore(started.at()) ? started.at() : now,
            succeeded ? ActivityEvent.SUCCEEDED : ActivityEvent.FAILED));
  }

  private void add(ActivityEvent event) {
    events.addFirst(event);
    if (events.size() > MOST_EVENTS) {
      events.removeLast();
    }
  }

  /**
   * The events of a subscription, the newest first.
   *
   * @param query the request's parameters, decoded: $filter and $select
   */
  public List<ObjectNode> of(String subscription, Map<String, String> query) {
    ActivityFilter filter = ActivityFilter.of(query.getOrDefault("$filter", ""));
    String select = query.getOrDefault("$select", "");
    List<ActivityEvent> all;
    synchronized (this) {
      all = List.copyOf(events);
    }
    return all.stream()
        .filter(event -> event.resource().subscription().equalsIgnoreCase(subscription))
        .filter(filter::accepts)
        .map(event -> select(event.toJson(), select))
        .toList();
  }

  private static ObjectNode select(ObjectNode event, String select) {
    if (select.isBlank()) {
      return event;
    }
    ObjectNode chosen = Json.object();
    for (String field : select.split(",", -1)) {
      String name = field.strip();
      if (event.has(name)) {
        chosen.set(name, event.path(name));
      }
    }
    return chosen;
  }
}
