package io.gatewayresponder.lab.twin.network;

import java.util.List;
import java.util.Set;

/** The six rules that every security group ends with, for documents that leave them out. */
final class DefaultRules {

  private static final PortMatch EVERY_PORT = new PortMatch(List.of("*"));

  static final List<SecurityRule> ALL =
      List.of(
          rule("AllowVnetInBound", 65000, true, true, "VirtualNetwork", "VirtualNetwork"),
          rule("AllowAzureLoadBalancerInBound", 65001, true, true, "AzureLoadBalancer", "*"),
          rule("DenyAllInBound", 65500, true, false, "*", "*"),
          rule("AllowVnetOutBound", 65000, false, true, "VirtualNetwork", "VirtualNetwork"),
          rule("AllowInternetOutBound", 65001, false, true, "*", "Internet"),
          rule("DenyAllOutBound", 65500, false, false, "*", "*"));

  private DefaultRules() {}

  private static SecurityRule rule(
      String name,
      int priority,
      boolean inbound,
      boolean allows,
      String source,
      String destination) {
    return new SecurityRule(
        name, priority, inbound, allows, "*", side(source), side(destination), EVERY_PORT);
  }

  private static AddressMatch side(String prefix) {
    return new AddressMatch(List.of(prefix), Set.of());
  }
}
