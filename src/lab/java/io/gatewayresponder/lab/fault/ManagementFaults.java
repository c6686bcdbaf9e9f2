package io.gatewayresponder.lab.fault;

import io.gatewayresponder.lab.twin.estate.Json;
import java.util.List;

/** The platform cannot manage the gateway any more: its subnet's rules or routes keep it out. */
final class ManagementFaults {
  /** Who keeps everybody out keeps the prober out, and one rule decides. */
  private static final String RULES = "management rules";

  private ManagementFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("management-ports-blocked", ManagementFaults::blocked, "1b.3", "1b-1.x1")
            .where(topology -> topology.gatewayPlace().group().isPresent())
            .oneOf(RULES),
        Fault.of("prober-kept-out", ManagementFaults::unprobed, "1b.3", "1b-1.x2")
            .where(topology -> topology.gatewayPlace().group().isPresent())
            .oneOf(RULES),
        Fault.of("default-route-astray", ManagementFaults::astray, "1b.3", "1b-1.x3")
            .forPeople("a default route is a decision about the whole network"));
  }

  private static Truth blocked(World world, Dice dice) {
    Topology topology = world.topology();
    String group = topology.gatewayPlace().group().orElseThrow();
    String sender = dice.pick(List.of("GatewayManager", "Internet", "*"));
    world.addRule(
        group,
        RuleDocument.inbound("BlockManagement", 150 + dice.between(-30, 0), "Deny")
            .protocol(dice.pick(List.of("*", "Tcp")))
            .from(sender)
            .ports(dice.pick(List.of("65000-65535", "65200-65535", "65503-65534"))));
    Truth truth = Truth.of("management-ports-blocked", "1b-1.x1", "2b.3");
    // Who keeps everybody out keeps the platform's prober out as well.
    return (sender.equals("*") ? truth.besides("1b-1.x2") : truth)
        .about("ruleId", topology.groupId(group) + "/securityRules/BlockManagement")
        .seenAt(List.of("management"))
        .darkening(List.of("probe"));
  }

  /** A rule keeps out the platform's prober, and nobody else. */
  private static Truth unprobed(World world, Dice dice) {
    Topology topology = world.topology();
    String group = topology.gatewayPlace().group().orElseThrow();
    world.addRule(
        group,
        RuleDocument.inbound("BlockProber", 150 + dice.between(-30, 0), "Deny")
            .protocol("*")
            .from("AzureLoadBalancer"));
    return Truth.of("prober-kept-out", "1b-1.x2", "2b.3")
        .about("ruleId", topology.groupId(group) + "/securityRules/BlockProber")
        .seenAt(List.of("management"))
        .darkening(List.of("probe"));
  }

  private static Truth astray(World world, Dice dice) {
    Topology topology = world.topology();
    String table = world.routeTableOf(topology.gatewayPlace());
    world
        .estate()
        .update(
            topology.id("routeTables", table),
            document -> {
              var routes = Json.properties(document).putArray("routes");
              routes.add(
                  NetworkDocuments.route(
                      "all-through-inspection",
                      "0.0.0.0/0",
                      dice.pick(List.of("VirtualAppliance", "None"))));
            });
    // What stands outside the virtual network is cut off with the platform.
    List<String> outside =
        topology.ways().stream()
            .filter(way -> way.pool().kind().isPlatform())
            .map(Places::place)
            .toList();
    // The same route takes the connections to platforms along, and Network Watcher sees it there.
    return Truth.of("default-route-astray", "1b-1.x3")
        .besides(outside.isEmpty() ? new String[0] : new String[] {"2c-1.x7"})
        .darkening(outside)
        .about("route", "all-through-inspection")
        .about("routeTable", table)
        .seenAt(List.of("management"))
        .darkening(List.of("probe"));
  }
}
