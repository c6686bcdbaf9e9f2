package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.GatewayReferences;
import io.gatewayresponder.lab.twin.estate.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a gateway refers to outside of itself, as it is written there. Whoever writes it needs a
 * right on each.
 */
record GatewayLinks(
    Set<String> subnets,
    Set<String> publicAddresses,
    Set<String> identities,
    Set<String> firewallPolicies) {

  static GatewayLinks of(ObjectNode gateway) {
    GatewayLinks links = new GatewayLinks(ids(), ids(), ids(), ids());
    JsonNode properties = gateway.path("properties");
    for (String collection : new String[] {"gatewayIPConfigurations", "frontendIPConfigurations"}) {
      for (ObjectNode part : Json.objects(properties.path(collection))) {
        add(links.subnets, part, "subnet");
        add(links.publicAddresses, part, "publicIPAddress");
      }
    }
    gateway
        .path("identity")
        .path("userAssignedIdentities")
        .fieldNames()
        .forEachRemaining(links.identities::add);
    add(links.firewallPolicies, gateway, "firewallPolicy");
    for (ObjectNode part : GatewayReferences.parts(gateway).values()) {
      add(links.firewallPolicies, part, "firewallPolicy");
    }
    return links;
  }

  /**
   * Who may refer to what, by the action that it takes. That a firewall policy takes one is not in
   * Microsoft's list of actions; people met the refusal.
   */
  Map<String, Set<String>> byAction() {
    Map<String, Set<String>> actions = new LinkedHashMap<>();
    actions.put("Microsoft.Network/virtualNetworks/subnets/join/action", subnets);
    actions.put("Microsoft.Network/publicIPAddresses/join/action", publicAddresses);
    actions.put("Microsoft.ManagedIdentity/userAssignedIdentities/assign/action", identities);
    actions.put(
        "Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies/join/action",
        firewallPolicies);
    return actions;
  }

  /** What has to be in the estate; identities and policies are believed, for it has none. */
  Set<String> modelled() {
    Set<String> all = ids();
    all.addAll(subnets);
    all.addAll(publicAddresses);
    return all;
  }

  private static Set<String> ids() {
    return new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  }

  private static void add(Set<String> ids, ObjectNode part, String field) {
    String id = part.path("properties").path(field).path("id").asText();
    if (!id.isEmpty()) {
      ids.add(id);
    }
  }
}
