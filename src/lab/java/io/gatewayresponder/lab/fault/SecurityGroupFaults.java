package io.gatewayresponder.lab.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.fault.Places.Probed;
import io.gatewayresponder.lab.fault.Topology.Place;
import io.gatewayresponder.lab.twin.estate.Json;
import java.util.List;
import java.util.function.Predicate;

/** Security rules in the way between the gateway and its servers. */
final class SecurityGroupFaults {
  /**
   * Below every number that a generated Allow has; faults that meet in one group keep to numbers of
   * their own.
   */
  private static final int FIRST = 121;

  private static final int LAST = 150;

  private SecurityGroupFaults() {}

  static List<Fault> all() {
    String[] reached = {"1a.1", "1b.2", "2c-1.1"};
    return List.of(
        Fault.of("nsg-on-servers-subnet", SecurityGroupFaults::onSubnet, reached)
            .where(topology -> !targets(topology, any -> true).isEmpty()),
        Fault.of("nsg-on-interface", SecurityGroupFaults::onInterface, reached)
            .where(topology -> !targets(topology, any -> true).isEmpty()),
        Fault.of("nsg-on-the-way-out", SecurityGroupFaults::onTheWayOut, reached)
            .where(topology -> topology.gatewayPlace().group().isPresent())
            .where(topology -> !targets(topology, any -> true).isEmpty()),
        Fault.of("nsg-lets-other-ports-in", SecurityGroupFaults::otherPorts, reached)
            .where(topology -> !inGroups(topology).isEmpty()),
        Fault.of("nsg-lets-old-instances-in", SecurityGroupFaults::oldInstances, reached)
            .where(topology -> !inGroups(topology).isEmpty()));
  }

  /** Servers whose addresses ARM knows: what stands behind a name is not in any document. */
  private static List<Probed> targets(Topology topology, Predicate<Probed> which) {
    return Places.probed(
        topology, probed -> probed.pool().kind().isKnownToArm() && which.test(probed));
  }

  private static List<Probed> inGroups(Topology topology) {
    return targets(topology, probed -> probed.server().place().group().isPresent());
  }

  private static Truth onSubnet(World world, Dice dice) {
    Topology topology = world.topology();
    Probed hit = dice.pick(targets(topology, any -> true));
    Place place = hit.server().place();
    String group = place.group().orElseGet(() -> newSubnetGroup(world, place));
    RuleDocument deny =
        RuleDocument.inbound("BlockBackends", dice.between(FIRST, LAST), "Deny")
            .protocol(dice.pick(List.of("*", "Tcp", "tcp")))
            .from(senders(topology, dice));
    ports(deny, hit, dice);
    world.addRule(group, dice.chance(0.3) ? deny.spelledInPlural() : deny);
    return denied(
        "nsg-on-servers-subnet",
        topology,
        group,
        "BlockBackends",
        each -> each.server().place().equals(place) && port(each) == port(hit));
  }

  private static Truth onInterface(World world, Dice dice) {
    Topology topology = world.topology();
    Probed hit = dice.pick(targets(topology, any -> true));
    String group = hit.server().cardGroup().orElseGet(() -> newInterfaceGroup(world, hit));
    RuleDocument deny =
        RuleDocument.inbound("BlockBackends", dice.between(FIRST, LAST), "Deny")
            .protocol(dice.pick(List.of("*", "Tcp")))
            .from(senders(topology, dice));
    ports(deny, hit, dice);
    world.addRule(group, deny);
    return denied(
        "nsg-on-interface",
        topology,
        group,
        "BlockBackends",
        each -> each.server().equals(hit.server()) && port(each) == port(hit));
  }

  private static Truth onTheWayOut(World world, Dice dice) {
    Topology topology = world.topology();
    Probed hit = dice.pick(targets(topology, any -> true));
    String group = topology.gatewayPlace().group().orElseThrow();
    String prefix = hit.server().place().prefix();
    boolean all = dice.chance(0.3);
    RuleDocument deny =
        RuleDocument.outbound("BlockLeaving", dice.between(FIRST, LAST), "Deny")
            .to(all ? "VirtualNetwork" : prefix)
            .ports(List.of(port(hit)));
    world.addRule(group, deny);
    return denied(
        "nsg-on-the-way-out",
        topology,
        group,
        "BlockLeaving",
        each -> port(each) == port(hit) && (all || each.server().place().prefix().equals(prefix)));
  }

  /** The only rule that lets the gateway in forgets a port, and all else is denied. */
  private static Truth otherPorts(World world, Dice dice) {
    Topology topology = world.topology();
    Place place = dice.pick(inGroups(topology)).server().place();
    String group = place.group().orElseThrow();
    world.estate().remove(topology.groupId(group) + "/securityRules/DenyTheRest");
    world.addRule(
        group,
        RuleDocument.inbound("AllowGateway", 200, "Allow")
            .from(topology.gatewayPlace().prefix())
            .ports("7443", "7500-7600"));
    world.addRule(group, RuleDocument.inbound("DenyTheRest", 4096, "Deny").protocol("*"));
    return denied(
        "nsg-lets-other-ports-in",
        topology,
        group,
        "DenyTheRest",
        each -> each.server().place().equals(place));
  }

  /** A platform upgrade gave the instances other addresses than those that are let in. */
  private static Truth oldInstances(World world, Dice dice) {
    Topology topology = world.topology();
    Place place = dice.pick(inGroups(topology)).server().place();
    String group = place.group().orElseThrow();
    String gateway = topology.gatewayPlace().prefix();
    String base = gateway.substring(0, gateway.lastIndexOf('.'));
    world.addRule(
        group,
        RuleDocument.inbound("AllowInstances", 101, "Allow")
            .from(base + "." + dice.between(30, 40), base + "." + dice.between(41, 50)));
    world.addRule(
        group, RuleDocument.inbound("BlockOthers", 102, "Deny").protocol("*").from(gateway));
    return denied(
        "nsg-lets-old-instances-in",
        topology,
        group,
        "BlockOthers",
        each -> each.server().place().equals(place));
  }

  private static Truth denied(
      String fault, Topology topology, String group, String rule, Predicate<Probed> which) {
    List<Probed> failing = Places.probed(topology, which);
    return Places.about(topology, Truth.of(fault, "2c-1.1", "2c-1.x12"), failing, "connection")
        .about("ruleId", topology.groupId(group) + "/securityRules/" + rule)
        .darkening(Places.darkWithoutConnection(failing));
  }

  private static int port(Probed probed) {
    return probed.setting().port();
  }

  private static String[] senders(Topology topology, Dice dice) {
    String gateway = topology.gatewayPlace().prefix();
    return dice.pick(
        List.of(
            new String[] {gateway},
            new String[] {"VirtualNetwork"},
            new String[] {"*"},
            new String[] {"10.0.0.0/8"},
            new String[] {"192.168.7.0/24", gateway}));
  }

  private static void ports(RuleDocument deny, Probed hit, Dice dice) {
    String port = String.valueOf(port(hit));
    switch (dice.between(1, 3)) {
      case 1 -> deny.ports(port);
      case 2 -> deny.ports("9000", port);
      default -> deny.ports(port, "20000-20100");
    }
  }

  private static String newSubnetGroup(World world, Place place) {
    String name = "new-" + place.subnet() + "-nsg";
    world.addGroup(name);
    world.editSubnet(place, subnet -> refer(subnet, world.topology().groupId(name)));
    return name;
  }

  private static String newInterfaceGroup(World world, Probed hit) {
    String name = "new-" + hit.server().card() + "-nsg";
    world.addGroup(name);
    world
        .estate()
        .update(
            world.topology().id("networkInterfaces", hit.server().card()),
            card -> refer(Json.properties(card), world.topology().groupId(name)));
    return name;
  }

  private static void refer(ObjectNode properties, String id) {
    properties.putObject("networkSecurityGroup").put("id", id);
  }
}
