package io.gatewayresponder.lab.twin.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One notification to one endpoint, with every attempt to deliver it. Immutable: progress makes a
 * new one.
 */
public record Notification(
    int id,
    Instant at,
    String endpoint,
    JsonNode payload,
    List<Attempt> attempts,
    Outcome outcome) {

  /** One call; {@code result} is the HTTP status, or what went wrong. */
  public record Attempt(Instant at, String result) {}

  /** How the delivery stands. */
  public enum Outcome {
    UNDER_WAY,
    DELIVERED,
    /** Answered with a status that is not tried again. */
    REFUSED,
    /** All attempts failed; the endpoint is now muted. */
    GIVEN_UP,
    /** Not sent because the endpoint was muted. */
    MUTED
  }

  public String alertId() {
    return payload.path("data").path("essentials").path("alertId").asText();
  }

  public String condition() {
    return payload.path("data").path("essentials").path("monitorCondition").asText();
  }

  public String rule() {
    return payload.path("data").path("essentials").path("alertRule").asText();
  }

  Notification with(Attempt attempt) {
    List<Attempt> more = new ArrayList<>(attempts);
    more.add(attempt);
    return new Notification(id, at, endpoint, payload, List.copyOf(more), outcome);
  }

  Notification ended(Outcome how) {
    return new Notification(id, at, endpoint, payload, attempts, how);
  }
}
