package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** What the last probes said about one server. */
public record ServerHealth(JsonNode document) {
  /**
   * Azure uses two vocabularies for one thing: the service says Healthy and Unhealthy, its
   * specification Up and Down.
   */
  public enum State {
    HEALTHY,
    UNHEALTHY,
    UNKNOWN,
    PARTIAL,
    DRAINING
  }

  public String address() {
    return ArmDocument.text(document, "address");
  }

  /** A word that nobody documented counts as unknown. */
  public State state() {
    return switch (health().toLowerCase(Locale.ROOT)) {
      case "healthy", "up" -> State.HEALTHY;
      case "unhealthy", "down" -> State.UNHEALTHY;
      case "partial" -> State.PARTIAL;
      case "draining" -> State.DRAINING;
      default -> State.UNKNOWN;
    };
  }

  /** The word as it came. */
  public String health() {
    return ArmDocument.text(document, "health");
  }

  /** What the probe met; without text in older API versions. */
  public ProbeLog probeLog() {
    return new ProbeLog(ArmDocument.text(document, "healthProbeLog"));
  }

  /** The interface's IP configuration, where the pool holds interfaces. */
  public Optional<ResourceId> ipConfigurationId() {
    return ResourceId.find(ArmDocument.text(document.path("ipConfiguration"), "id"));
  }
}
