package io.gatewayresponder.lab.fault;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.fault.Topology.Listener;
import io.gatewayresponder.lab.fault.Topology.Way;
import io.gatewayresponder.lab.twin.estate.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Listeners, rules and path maps that lead requests nowhere. */
final class RoutingFaults {
  /** While one reference leads to nothing, Azure takes no write that leaves it so. */
  private static final String REFERENCE = "reference";

  /** A map with two places that lead nowhere is one finding, which names both. */
  private static final String PLACES = "places of a map";

  private RoutingFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("clients-kept-out", RoutingFaults::keptOut, "3.1")
            .where(topology -> topology.gatewayPlace().group().isPresent()),
        Fault.of("listener-http-on-443", RoutingFaults::wrongPort, "3.1")
            .where(topology -> topology.listeners().stream().anyMatch(RoutingFaults::isPlain)),
        Fault.of("path-map-to-empty-pool", RoutingFaults::emptyDefault, "1b.4", "3.2")
            .where(topology -> !mapped(topology).isEmpty())
            .oneOf(PLACES),
        Fault.of("path-map-leads-nowhere", RoutingFaults::mapNowhere, "3.2")
            .where(topology -> !mapped(topology).isEmpty())
            .oneOf(PLACES),
        Fault.of("path-map-missing", RoutingFaults::mapMissing, "3.2")
            .where(topology -> !mapped(topology).isEmpty())
            .oneOf(REFERENCE),
        Fault.of("rule-names-no-path-map", RoutingFaults::otherMap, "3.2")
            .where(topology -> !mapped(topology).isEmpty())
            .oneOf(REFERENCE),
        Fault.of("rule-leads-nowhere", RoutingFaults::nowhere, "3.x1")
            .where(topology -> topology.ways().stream().anyMatch(RoutingFaults::isBasic)),
        Fault.of("rule-without-listener", RoutingFaults::noListener, "3.x2").oneOf(REFERENCE),
        Fault.of("rule-names-no-listener", RoutingFaults::otherListener, "3.x2").oneOf(REFERENCE));
  }

  private static boolean isBasic(Way way) {
    return way.pathMap().isEmpty();
  }

  private static boolean isPlain(Listener listener) {
    return listener.protocol().equals("Http");
  }

  private static List<Way> mapped(Topology topology) {
    return topology.ways().stream().filter(Way::isDefault).toList();
  }

  /** A rule of the gateway's subnet lets nobody in at a listener's port. */
  private static Truth keptOut(World world, Dice dice) {
    Topology topology = world.topology();
    int port = dice.pick(topology.listeners()).port();
    String group = topology.gatewayPlace().group().orElseThrow();
    world.addRule(
        group,
        RuleDocument.inbound("BlockClients", 105, "Deny")
            .from(dice.pick(List.of("Internet", "*")))
            .ports(List.of(port)));
    List<String> listeners =
        topology.listeners().stream()
            .filter(one -> one.port() == port)
            .map(Listener::name)
            .toList();
    return Truth.of("clients-kept-out", "3.1")
        .about("listener", listeners)
        .about("ruleId", topology.groupId(group) + "/securityRules/BlockClients")
        .seenAt(listeners.stream().map(RoutingFaults::doorOf).toList())
        .darkening(
            listeners.stream()
                .flatMap(name -> Stream.of("way " + name, "clients " + name))
                .toList());
  }

  /** Where a listener's port is: who moves the listener takes it away from there. */
  private static String doorOf(String listener) {
    return "routing listener " + listener + " door";
  }

  private static Truth wrongPort(World world, Dice dice) {
    Topology topology = world.topology();
    Listener listener =
        dice.pick(topology.listeners().stream().filter(RoutingFaults::isPlain).toList());
    String name = "port-of-" + listener.name();
    world.editGateway(
        properties -> {
          ObjectNode port =
              properties.withArrayProperty("frontendPorts").addObject().put("name", name);
          port.put("id", topology.gatewayId() + "/frontendPorts/" + name);
          Json.properties(port).put("port", 443);
        });
    world.editPart(
        "httpListeners",
        listener.name(),
        json ->
            json.putObject("frontendPort")
                .put("id", topology.gatewayId() + "/frontendPorts/" + name));
    Truth truth =
        Truth.of("listener-http-on-443", "3.1")
            .answering("port", String.valueOf(listener.port()))
            .choosing("MoveListener")
            .about("listener", listener.name())
            .seenAt(List.of("routing listener " + listener.name()))
            .darkening(List.of(doorOf(listener.name())));
    boolean shut =
        topology.gatewayPlace().group().isPresent()
            && topology.listeners().stream().noneMatch(one -> one.port() == 443);
    return shut
        ? truth.darkening(List.of("way " + listener.name(), "clients " + listener.name()))
        : truth;
  }

  /** What a path map does not know goes to a new pool that nobody has filled yet. */
  private static Truth emptyDefault(World world, Dice dice) {
    Topology topology = world.topology();
    Way way = dice.pick(mapped(topology));
    String map = way.pathMap().orElseThrow();
    String pool = "new-pool";
    String id = topology.gatewayId() + "/backendAddressPools/" + pool;
    world.editGateway(
        properties ->
            properties
                .withArrayProperty("backendAddressPools")
                .addObject()
                .put("name", pool)
                .put("id", id)
                .putObject("properties")
                .putArray("backendAddresses"));
    world.editPart(
        "urlPathMaps", map, json -> json.putObject("defaultBackendAddressPool").put("id", id));
    return Truth.of("path-map-to-empty-pool", "3.2", "1b.4")
        .about("pool", pool)
        .seenAt(List.of("routing map " + map))
        .darkening(unreached(topology, List.of(way)));
  }

  /** A place of a path map names no pool any more: the default, or an entry. */
  private static Truth mapNowhere(World world, Dice dice) {
    Topology topology = world.topology();
    String map = dice.pick(mapped(topology)).pathMap().orElseThrow();
    List<Way> ways =
        topology.ways().stream()
            .filter(way -> way.pathMap().filter(map::equals).isPresent())
            .toList();
    Way way = dice.pick(ways);
    world.editPart(
        "urlPathMaps",
        map,
        json -> {
          if (way.isDefault()) {
            json.remove("defaultBackendAddressPool");
          } else {
            Json.objects(json.path("pathRules")).stream()
                .filter(entry -> entry.path("name").asText().equals(way.path().substring(1)))
                .forEach(entry -> Json.properties(entry).remove("backendAddressPool"));
          }
        });
    return Truth.of("path-map-leads-nowhere", "3.2")
        .about("pathMap", map)
        .seenAt(List.of("routing map " + map))
        .darkening(unreached(topology, List.of(way)));
  }

  private static Truth mapMissing(World world, Dice dice) {
    Way way = dice.pick(mapped(world.topology()));
    String map = way.pathMap().orElseThrow();
    world.editGateway(properties -> remove(properties, "urlPathMaps", map));
    return mapless("path-map-missing", world.topology(), way);
  }

  /** The rule names a map that is not there, and no rule names its own any more. */
  private static Truth otherMap(World world, Dice dice) {
    Way way = dice.pick(mapped(world.topology()));
    misname(world, way, "urlPathMap", "urlPathMaps");
    return mapless("rule-names-no-path-map", world.topology(), way);
  }

  /** Whoever leads all paths to one pool chooses the map's default, and the others stay away. */
  private static Truth mapless(String fault, Topology topology, Way way) {
    return Truth.of(fault, "3.2")
        .choosing("LeadRule")
        .answering("pool@" + way.rule(), way.pool().name())
        .answering("setting@" + way.rule(), way.setting().name())
        .leaving(
            topology.ways().stream()
                .filter(one -> sameRule(one, way) && !one.isDefault())
                .map(Complaints::errors)
                .toList())
        .about("routingRule", way.rule())
        .seenAt(List.of("routing rule " + way.rule()))
        .darkening(List.of("routing map " + way.pathMap().orElseThrow()))
        .darkening(
            unreached(
                topology, topology.ways().stream().filter(one -> sameRule(one, way)).toList()));
  }

  private static Truth nowhere(World world, Dice dice) {
    Topology topology = world.topology();
    Way way = dice.pick(topology.ways().stream().filter(RoutingFaults::isBasic).toList());
    world.editPart("requestRoutingRules", way.rule(), json -> json.remove("backendAddressPool"));
    return Truth.of("rule-leads-nowhere", "3.x1")
        .about("routingRule", way.rule())
        .seenAt(List.of("routing rule " + way.rule()))
        .darkening(unreached(topology, List.of(way)));
  }

  private static void misname(World world, Way way, String field, String collection) {
    world.editPart(
        "requestRoutingRules",
        way.rule(),
        json ->
            json.putObject(field)
                .put("id", world.topology().gatewayId() + "/" + collection + "/of-old"));
  }

  private static Truth noListener(World world, Dice dice) {
    Way way = dice.pick(world.topology().ways());
    world.editGateway(properties -> remove(properties, "httpListeners", way.listener().name()));
    // Whoever made it knows what it was.
    return unheard("rule-without-listener", world.topology(), way)
        .answering("host", way.listener().host())
        .answering("protocol", way.listener().protocol())
        .answering("port", String.valueOf(way.listener().port()));
  }

  /** The rule names a listener that is not there, and no rule serves its own any more. */
  private static Truth otherListener(World world, Dice dice) {
    Way way = dice.pick(world.topology().ways());
    misname(world, way, "httpListener", "httpListeners");
    return unheard("rule-names-no-listener", world.topology(), way);
  }

  private static Truth unheard(String fault, Topology topology, Way way) {
    return Truth.of(fault, "3.x2")
        .about("routingRule", way.rule())
        .seenAt(List.of("routing rule " + way.rule()))
        .darkening(
            List.of(
                "routing listener " + way.listener().name(), "clients " + way.listener().name()))
        .darkening(
            unreached(
                topology, topology.ways().stream().filter(one -> sameRule(one, way)).toList()));
  }

  private static boolean sameRule(Way one, Way other) {
    return one.rule().equals(other.rule());
  }

  private static void remove(ObjectNode properties, String collection, String name) {
    ArrayNode parts = properties.withArrayProperty(collection);
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (parts.get(i).path("name").asText().equals(name)) {
        parts.remove(i);
      }
    }
  }

  /** The pairs that only these ways led to: without a rule nobody probes them. */
  private static List<String> unreached(Topology topology, List<Way> lost) {
    List<String> dark = new ArrayList<>();
    for (Way way : lost) {
      dark.add(Places.place(way));
      boolean elsewhere =
          topology.ways().stream()
              .anyMatch(
                  one ->
                      !lost.contains(one)
                          && one.pool().equals(way.pool())
                          && one.setting().equals(way.setting()));
      if (!elsewhere) {
        Places.probed(
                topology,
                each -> each.pool().equals(way.pool()) && each.setting().equals(way.setting()))
            .forEach(each -> dark.add(each.place()));
      }
      if (topology.ways().stream()
          .noneMatch(one -> !lost.contains(one) && one.pool().equals(way.pool()))) {
        dark.add("health " + way.pool().name());
        way.pool().servers().forEach(server -> dark.add("app " + server.member()));
      }
    }
    return dark;
  }
}
