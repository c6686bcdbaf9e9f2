package io.gatewayresponder.lab.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What {@code host.json} says, with the documented defaults where it says nothing.
 *
 * @param sessionIdleTimeout after so long without a message a session is let go
 */
record HostSettings(
    String routePrefix,
    int maxConcurrentCalls,
    int maxConcurrentSessions,
    Duration maxLockRenewal,
    Duration sessionIdleTimeout) {

  static HostSettings read(JsonNode file) {
    JsonNode bus = file.path("extensions").path("serviceBus");
    if (!bus.path("autoCompleteMessages").asBoolean(true)) {
      throw new IllegalStateException(
          "host.json: autoCompleteMessages must be true for functions that are not written in C#");
    }
    return new HostSettings(
        file.path("extensions").path("http").path("routePrefix").asText("api"),
        bus.path("maxConcurrentCalls").asInt(16),
        bus.path("maxConcurrentSessions").asInt(8),
        timeSpan(bus.path("maxAutoLockRenewalDuration").asText("00:05:00")),
        timeSpan(bus.path("sessionIdleTimeout").asText("00:01:00")));
  }

  /** {@code hh:mm:ss}, as .NET writes durations. */
  static Duration timeSpan(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalStateException("host.json: not a duration of the form hh:mm:ss: " + text);
    }
    return Duration.ofHours(Long.parseLong(parts[0]))
        .plusMinutes(Long.parseLong(parts[1]))
        .plusMillis((long) (Double.parseDouble(parts[2]) * 1000));
  }
}
