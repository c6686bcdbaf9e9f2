package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The host names that an App Service app answers to: {@code {"value":[...]}}. */
public record HostNameBindings(JsonNode document) {
  /** True when a binding is for this host; a binding may begin with a wildcard. */
  public boolean cover(String host) {
    return hosts().stream().anyMatch(bound -> new HostPattern(bound).matches(host));
  }

  /** Host names; ARM names a binding {@code app/host}. */
  public List<String> hosts() {
    List<String> hosts = new ArrayList<>();
    for (JsonNode binding : ArmDocument.elements(document.path("value"))) {
      String host = ArmDocument.lastName(ArmDocument.name(binding));
      if (!host.isEmpty()) {
        hosts.add(host);
      }
    }
    return List.copyOf(hosts);
  }
}
