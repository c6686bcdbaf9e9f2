package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/**
 * What the last probes said about one server.
 *
 * @param health the word for its state, as it came
 * @param probeLog what the probe met; without text in older API versions
 * @param ipConfiguration the id of the interface's IP configuration, where the pool holds
 *     interfaces; else empty
 */
public record ServerHealth(
    String address, String health, State state, ProbeLog probeLog, String ipConfiguration) {
  /**
   * Azure uses two vocabularies for one thing: the service says Healthy and Unhealthy, its
   * specification Up and Down.
   */
  public enum State {
    HEALTHY,
    UNHEALTHY,
    UNKNOWN,
    PARTIAL,
    DRAINING;

    /** A word that nobody documented counts as unknown. */
    static State of(String health) {
      return switch (health.toLowerCase(Locale.ROOT)) {
        case "healthy", "up" -> HEALTHY;
        case "unhealthy", "down" -> UNHEALTHY;
        case "partial" -> PARTIAL;
        case "draining" -> DRAINING;
        default -> UNKNOWN;
      };
    }
  }

  static ServerHealth of(JsonNode document) {
    String health = ArmDocument.text(document, "health");
    return new ServerHealth(
        ArmDocument.text(document, "address"),
        health,
        State.of(health),
        new ProbeLog(ArmDocument.text(document, "healthProbeLog")),
        ArmDocument.text(document.path("ipConfiguration"), "id"));
  }

  /** The interface's IP configuration, where the pool holds interfaces. */
  public Optional<ResourceId> ipConfigurationId() {
    return ResourceId.find(ipConfiguration);
  }
}
