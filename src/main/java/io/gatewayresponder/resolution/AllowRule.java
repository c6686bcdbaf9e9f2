package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.NetworkSecurityGroup;
import io.gatewayresponder.evidence.SecurityRule;
import java.util.List;

/** The rule that lets the gateway through. */
final class AllowRule {
  /** Azure's limit for names in a security group. */
  private static final int LONGEST_NAME = 80;

  private AllowRule() {}

  static String name(NetworkSecurityGroup group, String gateway, int port) {
    String whole = "allow-gateway-" + port + "-" + gateway.replaceAll("[^A-Za-z0-9_.-]", "-");
    for (int i = 1; ; i++) {
      String suffix = i == 1 ? "" : "-" + i;
      int end = Math.min(whole.length(), LONGEST_NAME - suffix.length());
      // A name may not end in a dot or a dash.
      String name = whole.substring(0, end).replaceAll("[.-]+$", "") + suffix;
      if (group.rule(name).isEmpty()) {
        return name;
      }
    }
  }

  static ObjectNode body(
      String name,
      SecurityRule.Direction direction,
      int number,
      List<String> sources,
      List<String> destinations,
      int port) {
    ObjectNode rule = JsonNodeFactory.instance.objectNode().put("name", name);
    ObjectNode properties = rule.putObject("properties");
    properties.put("description", "Lets the application gateway reach its back ends on this port.");
    properties.put("access", "Allow");
    properties.put(
        "direction", direction == SecurityRule.Direction.INBOUND ? "Inbound" : "Outbound");
    properties.put("priority", number);
    properties.put("protocol", "Tcp");
    addresses(properties, "source", sources);
    properties.put("sourcePortRange", "*");
    addresses(properties, "destination", destinations);
    properties.put("destinationPortRange", String.valueOf(port));
    return rule;
  }

  /** Azure wants one of the two forms filled, never both. */
  static void addresses(ObjectNode properties, String side, List<String> addresses) {
    if (addresses.size() == 1) {
      properties.put(side + "AddressPrefix", addresses.get(0));
    } else {
      addresses.forEach(properties.putArray(side + "AddressPrefixes")::add);
    }
  }
}
