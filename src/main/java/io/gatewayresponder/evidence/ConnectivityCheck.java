package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Network Watcher found when it connected from the gateway to a server. */
public record ConnectivityCheck(JsonNode document) {
  /**
   * What a hop says is wrong.
   *
   * @param hop the hop's address or resource
   * @param origin Local, Inbound or Outbound
   * @param type such as NetworkSecurityRule, UserDefinedRoute, DnsResolution, GuestFirewall
   * @param context what goes with it, such as the rule's name
   */
  public record Issue(
      String hop, String origin, String severity, String type, Map<String, String> context) {}

  /** Reachable, Unreachable, Degraded or Unknown. */
  public String status() {
    return ArmDocument.text(document, "connectionStatus");
  }

  public boolean isReachable() {
    return status().equalsIgnoreCase("Reachable");
  }

  /** The address at which the way ends; for a name the one that the gateway finds. */
  public Optional<String> destination() {
    List<JsonNode> hops = ArmDocument.elements(document.path("hops"));
    return hops.size() < 2
        ? Optional.empty()
        : Optional.of(ArmDocument.text(hops.get(hops.size() - 1), "address"))
            .filter(address -> AddressRange.find(address).isPresent());
  }

  public List<Issue> issues() {
    List<Issue> issues = new ArrayList<>();
    for (JsonNode hop : document.path("hops")) {
      String resource = ArmDocument.text(hop, "resourceId");
      String where = resource.isEmpty() ? ArmDocument.text(hop, "address") : resource;
      for (JsonNode issue : hop.path("issues")) {
        Map<String, String> context = new LinkedHashMap<>();
        issue.path("context").forEach(entry -> put(entry, context));
        issues.add(
            new Issue(
                where,
                ArmDocument.text(issue, "origin"),
                ArmDocument.text(issue, "severity"),
                ArmDocument.text(issue, "type"),
                context));
      }
    }
    return issues;
  }

  /** Documents spell an entry out, {@code {"key": "RuleName", "value": …}}; the schema does not. */
  private static void put(JsonNode entry, Map<String, String> context) {
    if (entry.has("key")) {
      context.put(ArmDocument.text(entry, "key"), ArmDocument.text(entry, "value"));
    } else {
      entry.properties().forEach(field -> context.put(field.getKey(), field.getValue().asText()));
    }
  }
}
