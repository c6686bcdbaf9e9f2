package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Json;
import java.util.Set;
import java.util.TreeSet;

/** What it takes to write a network interface: a right on everything that it joins. */
record InterfaceRules(ArmRoom room) {
  private static final String NETWORK = "Microsoft.Network/";

  void check(ArmRequest request, ObjectNode card) {
    Set<String> groups = ids();
    Set<String> subnets = ids();
    Set<String> pools = ids();
    JsonNode properties = card.path("properties");
    add(groups, properties.path("networkSecurityGroup"));
    for (ObjectNode address : Json.objects(properties.path("ipConfigurations"))) {
      JsonNode its = address.path("properties");
      add(subnets, its.path("subnet"));
      its.path("applicationGatewayBackendAddressPools").forEach(pool -> add(pools, pool));
    }
    require(request, "networkSecurityGroups/join/action", groups);
    require(request, "virtualNetworks/subnets/join/action", subnets);
    require(request, "applicationGateways/backendAddressPools/join/action", pools);
    for (String pool : pools) {
      if (room.estate().find(pool).isEmpty()) {
        throw GatewayRules.invalidReference(pool, card.path("id").asText());
      }
    }
  }

  private void require(ArmRequest request, String action, Set<String> linked) {
    request.requireLinked(NETWORK + action, linked);
  }

  private static Set<String> ids() {
    return new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  }

  private static void add(Set<String> ids, JsonNode reference) {
    String id = reference.path("id").asText();
    if (!id.isEmpty()) {
      ids.add(id);
    }
  }
}
