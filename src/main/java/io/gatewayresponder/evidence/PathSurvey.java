package io.gatewayresponder.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One passage from the gateway's subnet to a server and back, by groups and routes. */
final class PathSurvey {
  /** What was found of each port of a server: first it tells servers apart, then it judges them. */
  static final class Verdicts {
    private record Port(String server, int port) {}

    private final Map<Port, NetworkPath> verdicts = new HashMap<>();

    NetworkPath of(Sight sight, Gateway gateway, String server, int port) {
      return verdicts.computeIfAbsent(
          new Port(server, port), any -> new PathSurvey(sight, gateway, server, port).verdict());
    }
  }

  private final Sight sight;
  private final Gateway gateway;
  private final String server;
  private final int port;
  private final List<NetworkPath.Passed> passed = new ArrayList<>();
  private final List<NetworkPath.Blocked> blocked = new ArrayList<>();
  private final List<String> why = new ArrayList<>();
  private final List<NetworkPath.Diverted> diverted = new ArrayList<>();
  private List<String> gatewayPrefixes = List.of();
  private Optional<NetworkPath> vacant = Optional.empty();
  private boolean outOpen;

  PathSurvey(Sight sight, Gateway gateway, String server, int port) {
    this.sight = sight;
    this.gateway = gateway;
    this.server = server;
    this.port = port;
  }

  NetworkPath verdict() {
    Optional<ResourceId> subnetId = gateway.subnetId();
    if (subnetId.isEmpty()) {
      return new NetworkPath.Undecided(List.of("the gateway's document names no subnet"));
    }
    read(sight.virtualNetwork(subnetId.get().root()))
        .ifPresent(network -> survey(network, subnetId.get()));
    if (!blocked.isEmpty()) {
      return blocked
          .get(0)
          .before(
              List.copyOf(blocked.subList(1, blocked.size())),
              diverted.stream().filter(NetworkPath.Diverted::isDropped).toList());
    }
    return first(diverted.stream().filter(NetworkPath.Diverted::isDropped).toList())
        .or(() -> vacant)
        .or(this::undecided)
        .or(() -> first(diverted))
        .orElseGet(() -> new NetworkPath.Open(List.copyOf(passed), List.of()));
  }

  /**
   * Nothing that could not be read would give an address to what has none, or save what a route
   * throws away, and where one does so, what the others lead to does not matter.
   */
  private static Optional<NetworkPath> first(List<NetworkPath.Diverted> alike) {
    return alike.isEmpty()
        ? Optional.empty()
        : Optional.of(alike.get(0).beside(List.copyOf(alike.subList(1, alike.size()))));
  }

  private Optional<NetworkPath> undecided() {
    if (why.isEmpty()) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>(why);
    diverted.forEach(one -> all.add(one.sentence()));
    return Optional.of(new NetworkPath.Undecided(all.stream().distinct().toList(), outOpen));
  }

  private void survey(VirtualNetwork network, ResourceId subnetId) {
    Optional<Subnet> gatewaySubnet = network.subnet(subnetId);
    if (gatewaySubnet.isEmpty()) {
      why.add(
          "virtual network %s does not list the gateway's subnet %s"
              .formatted(network.name(), subnetId.name()));
      return;
    }
    gatewayPrefixes = gatewaySubnet.get().prefixes();
    Optional<AddressRange> address = AddressRange.find(server);
    List<AddressRange> sources =
        gatewaySubnet.get().ranges().stream()
            .filter(range -> address.map(known -> known.bits() == range.bits()).orElse(true))
            .toList();
    if (sources.isEmpty()) {
      why.add("the gateway's subnet has no prefix of the server's address family");
      return;
    }
    ServerPlace place = new ServerPlace(sight, gateway, network, address);
    Flow flow = new Flow(sources, address, port, place.groups(), network.virtualNetworkTag());
    subnet(NetworkPath.Where.GATEWAY_SUBNET, gatewaySubnet.get(), flow);
    if (address.isEmpty()) {
      why.add("%s is a name, and its address cannot be read from ARM".formatted(server));
      return;
    }
    if (address.get().isCoveredBy(network.virtualNetworkTag())) {
      route(NetworkPath.Way.THERE, network, gatewaySubnet.get(), List.of(address.get()), place);
    }
    if (!address.get().isPrivate() && why.isEmpty()) {
      outOpen =
          blocked.isEmpty() && leadsToTheInternet(network, gatewaySubnet.get(), address.get());
    }
    into(place, flow);
  }

  private boolean leadsToTheInternet(VirtualNetwork network, Subnet from, AddressRange target) {
    Optional<ResourceId> id = from.routeTableId();
    Optional<RouteTable> table = id.flatMap(known -> read(sight.routeTable(known)));
    if (id.isPresent() && table.isEmpty()) {
      return false;
    }
    EffectiveRoutes.Way way = new EffectiveRoutes(network, table, List.of()).to(List.of(target));
    return way instanceof EffectiveRoutes.Way.Straight
        || (way instanceof EffectiveRoutes.Way.By by
            && by.route().nextHopType().equalsIgnoreCase("Internet"));
  }

  private void into(ServerPlace place, Flow flow) {
    why.addAll(place.unreadable());
    vacant =
        place.isVacant()
            ? place.subnet().map(Subnet::name).map(NetworkPath.Vacant::new)
            : Optional.empty();
    place
        .subnet()
        .ifPresent(
            subnet -> {
              Flow there = flow.where(place.virtualNetworkTag());
              if (place.isExemptFromRules(subnet)) {
                why.add(
                    "%s is a private endpoint, to which the rules of its subnet do not apply"
                        .formatted(server));
              } else {
                subnet(NetworkPath.Where.SERVER_SUBNET, subnet, there);
              }
              place
                  .networkInterface()
                  .flatMap(NetworkInterface::networkSecurityGroupId)
                  .ifPresent(id -> pass(NetworkPath.Where.SERVER_INTERFACE, id, there));
              place
                  .network()
                  .ifPresent(
                      network ->
                          route(NetworkPath.Way.BACK, network, subnet, flow.sources(), place));
            });
  }

  private void route(
      NetworkPath.Way way,
      VirtualNetwork network,
      Subnet from,
      List<AddressRange> to,
      ServerPlace place) {
    Optional<ResourceId> id = from.routeTableId();
    Optional<RouteTable> table = id.flatMap(known -> read(sight.routeTable(known)));
    boolean leavesEndpoint = way == NetworkPath.Way.BACK && !place.ownRoutes().isEmpty();
    if (table.isEmpty() || leavesEndpoint) {
      return;
    }
    EffectiveRoutes.Way taken = new EffectiveRoutes(network, table, place.ownRoutes()).to(to);
    if (taken instanceof EffectiveRoutes.Way.By by) {
      diverted.add(
          new NetworkPath.Diverted(way, id.orElseThrow(), from.name(), by.route(), List.of()));
    } else if (taken instanceof EffectiveRoutes.Way.PartlyBy by) {
      why.add(
          "route %s (%s, next hop %s) of route table %s is about a part of the gateway's subnet"
                  .formatted(
                      by.route().name(),
                      by.route().prefix(),
                      by.route().nextHop(),
                      table.get().name())
              + " only");
    }
  }

  private void subnet(NetworkPath.Where where, Subnet subnet, Flow flow) {
    subnet.networkSecurityGroupId().ifPresent(id -> pass(where, id, flow));
  }

  private void pass(NetworkPath.Where where, ResourceId id, Flow flow) {
    read(sight.networkSecurityGroup(id))
        .ifPresent(
            group -> {
              GroupDecision decision = GroupDecision.of(group, where.direction(), flow);
              if (decision instanceof GroupDecision.Allowed allowed) {
                passed.add(new NetworkPath.Passed(where, id, allowed.rule()));
              } else if (decision instanceof GroupDecision.Denied) {
                GroupDecision.refusals(group, where.direction(), flow)
                    .forEach(denied -> blocked.add(refusal(where, id, denied)));
              } else if (decision instanceof GroupDecision.Unclear unclear) {
                why.addAll(unclear.why());
              }
            });
  }

  private NetworkPath.Blocked refusal(
      NetworkPath.Where where, ResourceId id, GroupDecision.Denied denied) {
    return new NetworkPath.Blocked(
        where, id, denied.rule(), denied.exceptions(), gatewayPrefixes, List.of(), List.of());
  }

  private <T> Optional<T> read(Look<T> look) {
    if (look instanceof Look.Unreadable<T> unreadable) {
      why.add(unreadable.sentence());
    }
    return look.asFound();
  }
}
