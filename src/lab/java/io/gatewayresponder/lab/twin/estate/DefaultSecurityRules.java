package io.gatewayresponder.lab.twin.estate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The six rules that every network security group ends with. */
public final class DefaultSecurityRules {
  private static final String ANY = "*";
  private static final String VNET = "VirtualNetwork";

  private DefaultSecurityRules() {}

  /** The rules, without ids. */
  public static ArrayNode make() {
    ArrayNode rules = Json.array();
    rules.add(rule("AllowVnetInBound", 65000, "Inbound", "Allow", VNET, VNET));
    rules.add(
        rule("AllowAzureLoadBalancerInBound", 65001, "Inbound", "Allow", "AzureLoadBalancer", ANY));
    rules.add(rule("DenyAllInBound", 65500, "Inbound", "Deny", ANY, ANY));
    rules.add(rule("AllowVnetOutBound", 65000, "Outbound", "Allow", VNET, VNET));
    rules.add(rule("AllowInternetOutBound", 65001, "Outbound", "Allow", ANY, "Internet"));
    rules.add(rule("DenyAllOutBound", 65500, "Outbound", "Deny", ANY, ANY));
    return rules;
  }

  /** The plural fields of a rule are always there, mostly empty. */
  public static void fillPlurals(ObjectNode rule) {
    ObjectNode properties = Json.properties(rule);
    for (String field :
        new String[] {
          "sourcePortRanges",
          "destinationPortRanges",
          "sourceAddressPrefixes",
          "destinationAddressPrefixes"
        }) {
      if (!properties.path(field).isArray()) {
        properties.putArray(field);
      }
    }
  }

  private static ObjectNode rule(
      String name, int priority, String direction, String access, String source, String target) {
    ObjectNode rule = Json.object().put("name", name);
    Json.properties(rule)
        .put("protocol", ANY)
        .put("sourcePortRange", ANY)
        .put("destinationPortRange", ANY)
        .put("sourceAddressPrefix", source)
        .put("destinationAddressPrefix", target)
        .put("access", access)
        .put("priority", priority)
        .put("direction", direction);
    fillPlurals(rule);
    return rule;
  }
}
