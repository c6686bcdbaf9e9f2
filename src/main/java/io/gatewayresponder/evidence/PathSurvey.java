package io.gatewayresponder.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One passage from the gateway's subnet to a server, group by group. */
final class PathSurvey {
  private final Sight sight;
  private final Gateway gateway;
  private final String server;
  private final int port;
  private final List<NetworkPath.Passed> passed = new ArrayList<>();
  private final List<NetworkPath.Blocked> blocked = new ArrayList<>();
  private final List<String> why = new ArrayList<>();
  private final List<String> notExamined = new ArrayList<>();
  private List<String> gatewayPrefixes = List.of();

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
      return blocked.get(0);
    }
    return why.isEmpty()
        ? new NetworkPath.Open(List.copyOf(passed), List.copyOf(notExamined))
        : new NetworkPath.Undecided(why.stream().distinct().toList());
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
        AddressRange.all(gatewayPrefixes).stream()
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
    into(place, flow);
  }

  private void into(ServerPlace place, Flow flow) {
    why.addAll(place.unreadable());
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
            });
  }

  private void subnet(NetworkPath.Where where, Subnet subnet, Flow flow) {
    subnet
        .routeTableId()
        .ifPresent(
            table ->
                notExamined.add(
                    "route table %s of subnet %s".formatted(table.name(), subnet.name())));
    subnet.networkSecurityGroupId().ifPresent(id -> pass(where, id, flow));
  }

  private void pass(NetworkPath.Where where, ResourceId id, Flow flow) {
    read(sight.networkSecurityGroup(id))
        .map(group -> GroupDecision.of(group, where.direction(), flow))
        .ifPresent(
            decision -> {
              if (decision instanceof GroupDecision.Allowed allowed) {
                passed.add(new NetworkPath.Passed(where, id, allowed.rule()));
              } else if (decision instanceof GroupDecision.Denied denied) {
                blocked.add(
                    new NetworkPath.Blocked(
                        where, id, denied.rule(), denied.exceptions(), gatewayPrefixes));
              } else if (decision instanceof GroupDecision.Unclear unclear) {
                why.addAll(unclear.why());
              }
            });
  }

  private <T> Optional<T> read(Look<T> look) {
    if (look instanceof Look.Unreadable<T> unreadable) {
      why.add(unreadable.sentence());
    }
    return look.asFound();
  }
}
