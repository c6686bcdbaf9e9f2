package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalInt;

/** A custom health probe as it is written down; what is really asked is {@link EffectiveProbe}. */
public record HealthProbe(JsonNode document) {
  public String name() {
    return ArmDocument.name(document);
  }

  public String protocol() {
    return ArmDocument.property(document, "protocol");
  }

  /** Empty when the host comes from the setting. */
  public String host() {
    return ArmDocument.property(document, "host");
  }

  public String path() {
    return ArmDocument.property(document, "path");
  }

  /** The probe's own port; without one the setting's port is probed. */
  public OptionalInt port() {
    int port = ArmDocument.number(document, "port", 0);
    return port > 0 ? OptionalInt.of(port) : OptionalInt.empty();
  }

  public boolean picksHostFromSetting() {
    return document.path("properties").path("pickHostNameFromBackendHttpSettings").asBoolean(false);
  }

  /** Accepted status codes and ranges, such as {@code 200-399}; empty when unset. */
  public List<String> statusCodes() {
    return ArmDocument.elements(document.path("properties").path("match").path("statusCodes"))
        .stream()
        .map(JsonNode::asText)
        .filter(code -> !code.isEmpty())
        .toList();
  }

  /** What the body has to contain; empty for anything. */
  public String body() {
    return ArmDocument.text(document.path("properties").path("match"), "body");
  }
}
