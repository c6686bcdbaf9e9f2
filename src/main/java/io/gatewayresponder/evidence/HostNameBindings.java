package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The host names that an App Service app answers to: {@code {"value":[...]}}. */
public record HostNameBindings(JsonNode document) {
  /** True when a binding is for this host; a binding may begin with a wildcard. */
  public boolean cover(String host) {
    return hosts().stream().anyMatch(bound -> new HostPattern(bound).matches(host));
  }

  /** Host names; ARM names a binding {@code app/host}. */
  public List<String> hosts() {
    return ArmDocument.elements(document.path("value")).stream()
        .map(binding -> ArmDocument.lastName(ArmDocument.name(binding)))
        .filter(host -> !host.isEmpty())
        .toList();
  }
}
