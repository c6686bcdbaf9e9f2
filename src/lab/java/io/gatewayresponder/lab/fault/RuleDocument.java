package io.gatewayresponder.lab.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.DefaultSecurityRules;
import io.gatewayresponder.lab.twin.estate.Json;
import java.util.List;

/** A security rule in ARM's shape, written in either of its spellings. */
final class RuleDocument {
  private final ObjectNode rule = Json.object();
  private final ObjectNode properties;

  private RuleDocument(String name, int priority, String direction, String access) {
    rule.put("name", name);
    properties = Json.properties(rule);
    properties.put("protocol", "Tcp").put("sourcePortRange", "*");
    properties.put("priority", priority).put("direction", direction).put("access", access);
    properties.put("sourceAddressPrefix", "*").put("destinationAddressPrefix", "*");
    properties.put("destinationPortRange", "*");
  }

  static RuleDocument inbound(String name, int priority, String access) {
    return new RuleDocument(name, priority, "Inbound", access);
  }

  static RuleDocument outbound(String name, int priority, String access) {
    return new RuleDocument(name, priority, "Outbound", access);
  }

  RuleDocument protocol(String protocol) {
    properties.put("protocol", protocol);
    return this;
  }

  RuleDocument from(String... prefixes) {
    return addresses("sourceAddressPrefix", "sourceAddressPrefixes", List.of(prefixes));
  }

  RuleDocument to(String... prefixes) {
    return addresses("destinationAddressPrefix", "destinationAddressPrefixes", List.of(prefixes));
  }

  /** To the members of an application security group. */
  RuleDocument toGroup(String id) {
    properties.remove("destinationAddressPrefix");
    properties.putArray("destinationApplicationSecurityGroups").add(Json.reference(id));
    return this;
  }

  RuleDocument ports(String... ranges) {
    return addresses("destinationPortRange", "destinationPortRanges", List.of(ranges));
  }

  RuleDocument ports(List<Integer> ports) {
    return ports(ports.stream().map(String::valueOf).toArray(String[]::new));
  }

  private RuleDocument addresses(String singular, String plural, List<String> values) {
    properties.remove(singular);
    properties.remove(plural);
    if (values.size() == 1) {
      properties.put(singular, values.get(0));
    } else {
      values.forEach(properties.putArray(plural)::add);
    }
    return this;
  }

  /** One value may stand in the plural field as well. */
  RuleDocument spelledInPlural() {
    for (String field : List.of("sourceAddressPrefix", "destinationAddressPrefix")) {
      String value = properties.path(field).asText("");
      if (value.contains(".")) {
        properties.remove(field);
        properties.putArray(field + "es").add(value);
      }
    }
    String ports = properties.path("destinationPortRange").asText("");
    if (!ports.isEmpty() && !ports.equals("*")) {
      properties.remove("destinationPortRange");
      properties.putArray("destinationPortRanges").add(ports);
    }
    return this;
  }

  ObjectNode json() {
    DefaultSecurityRules.fillPlurals(rule);
    return rule;
  }
}
