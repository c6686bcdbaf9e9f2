package io.gatewayresponder.lab.twin.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.network.Json;
import io.gatewayresponder.lab.twin.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An application gateway, read from its ARM document as far as the causal model needs it. */
public record GatewayDocument(JsonNode document) {

  public static final String TYPE = "Microsoft.Network/applicationGateways";

  /** Enough instances to notice a rule that lets only some of them through. */
  private static final int MOST_INSTANCES = 4;

  public String id() {
    return document.path("id").asText();
  }

  public String key() {
    return Json.lower(id());
  }

  public JsonNode properties() {
    return Json.properties(document);
  }

  public String operationalState() {
    return properties().path("operationalState").asText("Running");
  }

  public boolean isRunning() {
    return operationalState().equalsIgnoreCase("Running");
  }

  /** The tier Basic belongs to the second generation although its name does not say so. */
  public boolean isFirstGeneration() {
    String tier = Json.lower(properties().path("sku").path("tier").asText("Standard_v2"));
    return !tier.endsWith("_v2") && !tier.equals("basic");
  }

  /** Gateways that were made free of the control plane's inbound traffic carry this tag. */
  public boolean needsManagementTraffic() {
    return !document
        .path("tags")
        .path("EnhancedNetworkControl")
        .asText("")
        .equalsIgnoreCase("True");
  }

  public String subnetId() {
    JsonNode configuration = properties().path("gatewayIPConfigurations").path(0);
    return Json.reference(Json.properties(configuration), "subnet").orElse("");
  }

  /** The public addresses from which the gateway calls servers outside of its network. */
  public List<String> publicAddressIds() {
    return all("frontendIPConfigurations").stream()
        .flatMap(front -> Json.reference(Json.properties(front), "publicIPAddress").stream())
        .toList();
  }

  public String location() {
    return document.path("location").asText();
  }

  public int instances() {
    int fixed = properties().path("sku").path("capacity").asInt(0);
    int automatic = properties().path("autoscaleConfiguration").path("minCapacity").asInt(0);
    return Math.max(1, Math.min(MOST_INSTANCES, Math.max(fixed, automatic)));
  }

  public List<JsonNode> all(String collection) {
    List<JsonNode> children = new ArrayList<>();
    properties().path(collection).forEach(children::add);
    return children;
  }

  /** A child of the gateway by the name at the end of a reference to it. */
  public Optional<JsonNode> child(String collection, String name) {
    return all(collection).stream()
        .filter(child -> child.path("name").asText().equalsIgnoreCase(name))
        .findFirst();
  }

  /** The child that a reference such as {@code "probe": {"id": …}} leads to. */
  public Optional<JsonNode> referred(JsonNode parent, String field, String collection) {
    return Json.reference(parent, field).flatMap(id -> child(collection, Json.lastSegment(id)));
  }

  /**
   * The pairs that a listener reaches through a rule or a path map. Redirecting rules have none.
   */
  public Set<Pairing> pairings() {
    Set<Pairing> pairings = new LinkedHashSet<>();
    for (JsonNode rule : all("requestRoutingRules")) {
      JsonNode properties = Json.properties(rule);
      if (referred(properties, "httpListener", "httpListeners").isEmpty()) {
        continue;
      }
      pairing(properties, "backendAddressPool", "backendHttpSettings").ifPresent(pairings::add);
      referred(properties, "urlPathMap", "urlPathMaps")
          .ifPresent(map -> addPathMap(Json.properties(map), pairings));
    }
    return pairings;
  }

  private void addPathMap(JsonNode map, Set<Pairing> pairings) {
    pairing(map, "defaultBackendAddressPool", "defaultBackendHttpSettings")
        .ifPresent(pairings::add);
    for (JsonNode rule : map.path("pathRules")) {
      pairing(Json.properties(rule), "backendAddressPool", "backendHttpSettings")
          .ifPresent(pairings::add);
    }
  }

  /** The pool and the setting that a rule, or a path map by default, names; only if both exist. */
  public Optional<Pairing> pairing(JsonNode properties, String poolField, String settingField) {
    Optional<JsonNode> pool = referred(properties, poolField, "backendAddressPools");
    Optional<JsonNode> setting =
        referred(properties, settingField, "backendHttpSettingsCollection");
    return pool.flatMap(
        p -> setting.map(s -> new Pairing(p.path("name").asText(), s.path("name").asText())));
  }

  /** The servers of a pool, in the document's order. */
  public List<Member> members(String poolName, Network network) {
    List<Member> members = new ArrayList<>();
    JsonNode pool =
        child("backendAddressPools", poolName).map(Json::properties).orElse(document.path("none"));
    for (JsonNode address : pool.path("backendAddresses")) {
      Json.text(address, "ipAddress")
          .or(() -> Json.text(address, "fqdn"))
          .ifPresent(text -> members.add(new Member(text, Optional.empty())));
    }
    for (JsonNode configuration : pool.path("backendIPConfigurations")) {
      String id = configuration.path("id").asText();
      network.addressOf(id).ifPresent(address -> members.add(new Member(address, Optional.of(id))));
    }
    return members;
  }
}
