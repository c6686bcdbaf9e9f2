package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.NetworkSecurityGroup;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.SecurityRule;
import io.gatewayresponder.evidence.Sight;
import java.util.List;

/**
 * One rule that refuses the gateway's connections to one port of one server.
 *
 * @param group the network security group that holds the rule
 * @param rule the rule that decides; it may be a default one
 * @param gatewayPrefixes where the connections come from: the prefixes of the gateway's subnet
 * @param server the server's address, or its name where nobody found an address for it
 * @param name the server's name where the pool has names; else as the address
 */
record Refusal(
    ResourceId group,
    SecurityRule rule,
    List<String> gatewayPrefixes,
    String server,
    String name,
    int port) {
  /** The server for a person, such as {@code 10.0.1.4 (web-1.example)}. */
  String shown() {
    return name.equals(server) ? server : server + " (" + name + ")";
  }

  /** True when one Allow in one group can answer both. */
  boolean sharesAllowWith(Refusal other) {
    return isInSameList(other) && port == other.port();
  }

  boolean isSameRule(Refusal other) {
    return isInSameList(other) && rule.name().equalsIgnoreCase(other.rule().name());
  }

  boolean isInSameList(Refusal other) {
    return group.equals(other.group()) && rule.direction() == other.rule().direction();
  }

  /** The group as it is seen; that it refuses is known from having read it. */
  NetworkSecurityGroup in(Sight sight) {
    return sight.networkSecurityGroup(group).asFound().orElseThrow();
  }

  ResourceId ruleId() {
    return group.child("securityRules", rule.name());
  }

  /** Where the rule is, in short, such as {@code web-nsg/deny-8080}. */
  String place() {
    return group.name() + "/" + rule.name();
  }
}
