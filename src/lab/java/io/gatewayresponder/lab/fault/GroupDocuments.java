package io.gatewayresponder.lab.fault;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.fault.Topology.Place;
import io.gatewayresponder.lab.fault.Topology.Server;
import io.gatewayresponder.lab.twin.estate.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Security groups that let the gateway work, among rules that have nothing to do with it: other
 * ports, other senders, other protocols, in both spellings.
 */
final class GroupDocuments {
  private static final String ANYWHERE = "*";

  private final Topology topology;
  private final Dice dice;

  GroupDocuments(Topology topology, Dice dice) {
    this.topology = topology;
    this.dice = dice;
  }

  List<ObjectNode> all() {
    List<ObjectNode> groups = new ArrayList<>();
    topology.gatewayPlace().group().ifPresent(name -> groups.add(gatewayGroup(name)));
    for (Place place : topology.serverPlaces()) {
      place.group().ifPresent(name -> groups.add(placeGroup(name, place)));
    }
    for (Server server : topology.servers()) {
      server.cardGroup().ifPresent(name -> groups.add(cardGroup(name, server)));
    }
    return groups;
  }

  private ObjectNode gatewayGroup(String name) {
    List<RuleDocument> rules = new ArrayList<>();
    String management = topology.isFirstGeneration() ? "65503-65534" : "65200-65535";
    rules.add(
        RuleDocument.inbound("AllowGatewayManager", 160, "Allow")
            .protocol(dice.pick(List.of("Tcp", "TCP", ANYWHERE)))
            .from("GatewayManager")
            .ports(management));
    List<Integer> ports =
        topology.listeners().stream().map(Topology.Listener::port).distinct().toList();
    rules.add(
        RuleDocument.inbound("AllowClients", 170, "Allow")
            .from(dice.pick(List.of("Internet", ANYWHERE)))
            .ports(ports));
    boolean strict = dice.chance(0.4);
    if (strict || dice.chance(0.5)) {
      rules.add(
          RuleDocument.inbound("AllowAzureLoadBalancer", 180, "Allow")
              .protocol(ANYWHERE)
              .from("AzureLoadBalancer"));
    }
    rules.addAll(noise());
    if (strict) {
      rules.add(RuleDocument.inbound("DenyTheRest", 4096, "Deny").protocol(ANYWHERE));
    }
    return group(name, rules);
  }

  private ObjectNode placeGroup(String name, Place place) {
    List<Server> servers =
        topology.servers().stream().filter(server -> server.place().equals(place)).toList();
    List<RuleDocument> rules = new ArrayList<>(noise());
    List<Integer> ports =
        servers.stream().flatMap(server -> topology.portsOf(server).stream()).distinct().toList();
    boolean inOneGroup =
        !servers.isEmpty()
            && servers.stream().map(Server::applicationGroup).distinct().count() == 1;
    Optional<String> applicationGroup =
        inOneGroup ? servers.get(0).applicationGroup() : Optional.empty();
    if (!ports.isEmpty()) {
      RuleDocument allow =
          RuleDocument.inbound("AllowGateway", 200, "Allow")
              .from(dice.pick(List.of(topology.gatewayPlace().prefix(), "VirtualNetwork")))
              .ports(ports);
      applicationGroup.ifPresentOrElse(
          asg -> allow.toGroup(topology.id("applicationSecurityGroups", asg)),
          () -> allow.to(dice.pick(List.of(place.prefix(), ANYWHERE))));
      rules.add(dice.chance(0.3) ? allow.spelledInPlural() : allow);
      if (dice.chance(0.5)) {
        rules.add(RuleDocument.inbound("DenyTheRest", 4096, "Deny").protocol(ANYWHERE));
      }
    }
    return group(name, rules);
  }

  private ObjectNode cardGroup(String name, Server server) {
    List<RuleDocument> rules = new ArrayList<>(noise());
    rules.add(
        RuleDocument.inbound("AllowWeb", 300, "Allow")
            .from("VirtualNetwork")
            .ports(topology.portsOf(server)));
    return group(name, rules);
  }

  /** Rules that keep nobody from the gateway, nor the gateway from its servers. */
  private List<RuleDocument> noise() {
    String gateway = topology.gatewayPlace().prefix();
    List<Integer> numbers =
        dice.shuffled(IntStream.range(40, 400).map(ten -> ten * 10).boxed().toList());
    List<RuleDocument> noise = new ArrayList<>();
    noise.add(
        RuleDocument.inbound("DenyAdministration", numbers.get(0), "Deny")
            .from("Internet")
            .ports("22", "3389"));
    noise.add(
        RuleDocument.inbound("DenyDatagrams", numbers.get(1), "Deny")
            .protocol("Udp")
            .from(gateway));
    noise.add(
        RuleDocument.inbound("DenyOldOffice", numbers.get(2), "Deny")
            .protocol(ANYWHERE)
            .from("172.16.0.0/12", "192.168.40.0/24"));
    noise.add(
        RuleDocument.inbound("DenyDatabases", numbers.get(3), "Deny")
            .from(gateway)
            .ports("1433", "5432-5434"));
    noise.add(
        RuleDocument.inbound("DenyOther", numbers.get(4), "Deny")
            .protocol(ANYWHERE)
            .to("10.250.0.0/16"));
    noise.add(RuleDocument.outbound("DenyMail", numbers.get(5), "Deny").to("INTERNET").ports("25"));
    noise.add(
        RuleDocument.outbound("AllowStorage", numbers.get(6), "Allow").to("Storage").ports("443"));
    noise.add(
        RuleDocument.inbound("AllowMonitoring", numbers.get(7), "Allow")
            .from("AzureLoadBalancer")
            .ports("8125", "9100"));
    List<RuleDocument> some = dice.some(noise);
    return some.stream().map(rule -> dice.chance(0.2) ? rule.spelledInPlural() : rule).toList();
  }

  private ObjectNode group(String name, List<RuleDocument> rules) {
    ObjectNode group =
        Json.object().put("id", topology.groupId(name)).put("location", "westeurope");
    ArrayNode array = Json.properties(group).putArray("securityRules");
    dice.shuffled(rules).forEach(rule -> array.add(rule.json()));
    return group;
  }
}
