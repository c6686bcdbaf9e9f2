package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Json;
import java.util.Set;
import java.util.TreeSet;

/** What a gateway refers to outside of itself, as it is written there. */
record GatewayLinks(Set<String> subnets, Set<String> publicAddresses) {
  static GatewayLinks of(ObjectNode gateway) {
    Set<String> subnets = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Set<String> addresses = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    JsonNode properties = gateway.path("properties");
    for (String collection : new String[] {"gatewayIPConfigurations", "frontendIPConfigurations"}) {
      for (ObjectNode part : Json.objects(properties.path(collection))) {
        add(subnets, part, "subnet");
        add(addresses, part, "publicIPAddress");
      }
    }
    return new GatewayLinks(subnets, addresses);
  }

  Set<String> all() {
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(subnets);
    all.addAll(publicAddresses);
    return all;
  }

  private static void add(Set<String> ids, ObjectNode part, String field) {
    String id = part.path("properties").path(field).path("id").asText();
    if (!id.isEmpty()) {
      ids.add(id);
    }
  }
}
