package io.gatewayresponder.lab.fault;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.fault.Topology.Place;
import io.gatewayresponder.lab.fault.Topology.Server;
import io.gatewayresponder.lab.twin.estate.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Virtual networks, their peering, interfaces, route tables that divert nothing of ours. */
final class NetworkDocuments {
  private final Topology topology;
  private final Dice dice;

  NetworkDocuments(Topology topology, Dice dice) {
    this.topology = topology;
    this.dice = dice;
  }

  List<ObjectNode> all() {
    List<ObjectNode> documents = new ArrayList<>(routeTables());
    documents.addAll(networks());
    topology.servers().forEach(server -> documents.add(card(server)));
    documents.add(publicAddress());
    return documents;
  }

  private List<Place> places() {
    List<Place> places = new ArrayList<>(List.of(topology.gatewayPlace()));
    places.addAll(topology.serverPlaces());
    return places;
  }

  private List<ObjectNode> networks() {
    Map<String, ObjectNode> networks = new LinkedHashMap<>();
    for (Place place : places()) {
      ObjectNode network = networks.computeIfAbsent(place.network(), name -> network(place));
      subnet(Json.properties(network).withArrayProperty("subnets").addObject(), place);
    }
    List<ObjectNode> all = new ArrayList<>(networks.values());
    if (all.size() == 2) {
      peer(all.get(0), all.get(1));
      peer(all.get(1), all.get(0));
    }
    return all;
  }

  private ObjectNode network(Place place) {
    ObjectNode network =
        Json.object()
            .put("id", topology.id("virtualNetworks", place.network()))
            .put("location", "westeurope");
    Json.properties(network)
        .putObject("addressSpace")
        .putArray("addressPrefixes")
        .add(place.prefix().replaceFirst("(10\\.\\d+)\\..*", "$1.0.0/16"));
    return network;
  }

  private void subnet(ObjectNode subnet, Place place) {
    ObjectNode properties = Json.properties(subnet.put("name", place.subnet()));
    if (dice.chance(0.25)) {
      properties.putArray("addressPrefixes").add(place.prefix());
    } else {
      properties.put("addressPrefix", place.prefix());
    }
    place
        .group()
        .ifPresent(
            name ->
                properties
                    .putObject("networkSecurityGroup")
                    .put("id", dice.spelled(topology.groupId(name))));
    place
        .routeTable()
        .ifPresent(
            name ->
                properties
                    .putObject("routeTable")
                    .put("id", dice.spelled(topology.id("routeTables", name))));
  }

  private static void peer(ObjectNode from, ObjectNode to) {
    ObjectNode peering = Json.object().put("name", "to-the-other");
    ObjectNode properties =
        Json.properties(peering)
            .put("peeringState", "Connected")
            .put("peeringSyncLevel", "FullyInSync")
            .put("allowVirtualNetworkAccess", true)
            .put("allowForwardedTraffic", true);
    properties.putObject("remoteVirtualNetwork").put("id", to.path("id").asText());
    for (String field : List.of("remoteAddressSpace", "remoteVirtualNetworkAddressSpace")) {
      properties.set(field, to.path("properties").path("addressSpace").deepCopy());
    }
    Json.properties(from).withArrayProperty("virtualNetworkPeerings").add(peering);
  }

  /** A default route in the gateway's subnet leads to the Internet, or the gateway goes astray. */
  private List<ObjectNode> routeTables() {
    List<ObjectNode> tables = new ArrayList<>();
    for (Place place : places()) {
      place
          .routeTable()
          .ifPresent(
              name -> {
                ObjectNode table =
                    Json.object()
                        .put("id", topology.id("routeTables", name))
                        .put("location", "westeurope");
                ArrayNode routes = Json.properties(table).putArray("routes");
                routes.add(route("to-branches", "192.168.0.0/16", "VirtualAppliance"));
                if (dice.chance(0.5)) {
                  boolean gateway = place.equals(topology.gatewayPlace());
                  routes.add(
                      route("default", "0.0.0.0/0", gateway ? "Internet" : "VirtualAppliance"));
                }
                tables.add(table);
              });
    }
    return tables;
  }

  static ObjectNode route(String name, String prefix, String nextHop) {
    ObjectNode route = Json.object().put("name", name);
    ObjectNode properties =
        Json.properties(route).put("addressPrefix", prefix).put("nextHopType", nextHop);
    if (nextHop.equals("VirtualAppliance")) {
      properties.put("nextHopIpAddress", "10.200.0.4");
    }
    return route;
  }

  private ObjectNode card(Server server) {
    ObjectNode card =
        Json.object()
            .put("id", topology.id("networkInterfaces", server.card()))
            .put("location", "westeurope");
    ObjectNode properties = Json.properties(card);
    ObjectNode configuration =
        properties.putArray("ipConfigurations").addObject().put("name", "ipconfig1");
    ObjectNode address =
        Json.properties(configuration)
            .put("privateIPAddress", server.address())
            .put("privateIPAllocationMethod", "Dynamic")
            .put("primary", true)
            .put("privateIPAddressVersion", "IPv4");
    address.putObject("subnet").put("id", dice.spelled(topology.subnetId(server.place())));
    server
        .applicationGroup()
        .ifPresent(
            name ->
                address
                    .putArray("applicationSecurityGroups")
                    .add(Json.reference(topology.id("applicationSecurityGroups", name))));
    server
        .cardGroup()
        .ifPresent(
            name ->
                properties
                    .putObject("networkSecurityGroup")
                    .put("id", dice.spelled(topology.groupId(name))));
    return card;
  }

  private ObjectNode publicAddress() {
    ObjectNode address =
        Json.object()
            .put("id", topology.id("publicIPAddresses", topology.gateway() + "-ip"))
            .put("location", "westeurope");
    Json.properties(address)
        .put("ipAddress", topology.publicAddress())
        .put("publicIPAllocationMethod", "Static");
    return address;
  }
}
