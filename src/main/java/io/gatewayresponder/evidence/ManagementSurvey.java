package io.gatewayresponder.evidence;

import io.gatewayresponder.evidence.ManagementPath.LedAway;
import io.gatewayresponder.evidence.ManagementPath.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The gateway's subnet as the platform's own traffic meets it. */
final class ManagementSurvey {
  /** The documented ranges of the two generations. */
  private static final PortRange PORTS_V1 = new PortRange(65503, 65534);

  private static final PortRange PORTS_V2 = new PortRange(65200, 65535);
  private static final AddressRange EVERYWHERE = AddressRange.of("0.0.0.0/0");

  private final Sight sight;
  private final Gateway gateway;
  private final PortRange ports;
  private final List<String> why = new ArrayList<>();
  private final List<String> notExamined = new ArrayList<>();
  private Optional<Refused> gatewayManager = Optional.empty();
  private Optional<Refused> loadBalancer = Optional.empty();
  private Optional<LedAway> ledAway = Optional.empty();
  private List<AddressRange> instances = List.of();
  private List<AddressRange> virtualNetwork = List.of();

  ManagementSurvey(Sight sight, Gateway gateway) {
    this.sight = sight;
    this.gateway = gateway;
    this.ports = gateway.generation() == Gateway.Generation.V1 ? PORTS_V1 : PORTS_V2;
  }

  ManagementPath verdict() {
    Optional<ResourceId> subnetId = gateway.subnetId();
    if (subnetId.isEmpty()) {
      why.add("the gateway's document names no subnet");
    }
    subnetId
        .flatMap(id -> read(sight.virtualNetwork(id.root())))
        .ifPresent(network -> survey(network, subnetId.orElseThrow()));
    return new ManagementPath(
        ports.first() + "-" + ports.last(),
        gatewayManager,
        loadBalancer,
        ledAway,
        why.stream().distinct().toList(),
        List.copyOf(notExamined));
  }

  private void survey(VirtualNetwork network, ResourceId subnetId) {
    Optional<Subnet> found = network.subnet(subnetId);
    if (found.isEmpty()) {
      why.add(
          "virtual network %s does not list the gateway's subnet %s"
              .formatted(network.name(), subnetId.name()));
      return;
    }
    Subnet subnet = found.get();
    instances =
        subnet.ranges().stream().filter(range -> range.bits() == EVERYWHERE.bits()).toList();
    virtualNetwork = network.virtualNetworkTag();
    subnet
        .networkSecurityGroupId()
        .ifPresent(id -> read(sight.networkSecurityGroup(id)).ifPresent(group -> rules(id, group)));
    if (gateway.isNetworkIsolated()) {
      return;
    }
    Optional<ResourceId> tableId = subnet.routeTableId();
    Optional<RouteTable> table = tableId.flatMap(id -> read(sight.routeTable(id)));
    table.ifPresent(routes -> routes(tableId.orElseThrow(), routes));
    if (network.mayLearnRoutes() && table.map(RouteTable::acceptsLearnedRoutes).orElse(true)) {
      notExamined.add(
          "routes that the virtual network learns over BGP: not to be read from ARM; one for"
              + " 0.0.0.0/0 would lead the gateway's management traffic away");
    }
  }

  private void rules(ResourceId id, NetworkSecurityGroup group) {
    // An isolated gateway is managed from inside; only the prober still comes from outside.
    if (!gateway.isNetworkIsolated()) {
      gatewayManager = refusal(id, group, PlatformService.GATEWAY_MANAGER);
    }
    loadBalancer = refusal(id, group, PlatformService.AZURE_LOAD_BALANCER);
  }

  /** The first port at which a rule refuses; ports that every rule treats alike are tried once. */
  private Optional<Refused> refusal(
      ResourceId id, NetworkSecurityGroup group, PlatformService service) {
    for (int port : differentPorts(group)) {
      GroupDecision decision =
          GroupDecision.of(
              group,
              SecurityRule.Direction.INBOUND,
              rule -> RuleMatch.of(rule, service, instances, port, virtualNetwork));
      if (decision instanceof GroupDecision.Denied denied && denied.exceptions().isEmpty()) {
        return Optional.of(new Refused(service, id, denied.rule(), port));
      } else if (decision instanceof GroupDecision.Denied denied) {
        why.add(
            "rule %s of network security group %s keeps %s from a part of the gateway's subnet"
                .formatted(denied.rule().name(), group.name(), service.tag()));
      } else if (decision instanceof GroupDecision.Unclear unclear) {
        why.addAll(unclear.why());
      }
    }
    return Optional.empty();
  }

  private Set<Integer> differentPorts(NetworkSecurityGroup group) {
    Set<Integer> starts = new TreeSet<>(List.of(ports.first()));
    group.rulesByPriority(SecurityRule.Direction.INBOUND).stream()
        .flatMap(rule -> rule.destinationPorts().stream())
        .map(PortRange::of)
        .forEach(
            range -> {
              starts.add(range.first());
              starts.add(range.last() + 1);
            });
    starts.removeIf(port -> !ports.contains(port));
    return starts;
  }

  private void routes(ResourceId id, RouteTable table) {
    List<RouteTable.Route> away =
        table.routes().stream()
            .filter(route -> route.range().isPresent())
            .filter(route -> !route.nextHopType().equalsIgnoreCase("Internet"))
            .toList();
    List<AddressRange> ranges = away.stream().flatMap(route -> route.range().stream()).toList();
    if (!EVERYWHERE.isCoveredBy(ranges)) {
      return;
    }
    boolean hasOwnRoute =
        table.routes().stream()
            .anyMatch(
                route ->
                    route.nextHopType().equalsIgnoreCase("Internet")
                        && route.range().map(range -> !range.isPrivate()).orElse(true));
    if (hasOwnRoute) {
      why.add(
          "route table %s leads some destinations to the Internet and all others elsewhere; whether"
                  .formatted(table.name())
              + " GatewayManager is among the first is not known here");
      return;
    }
    ledAway =
        away.stream()
            .filter(route -> route.range().filter(EVERYWHERE::equals).isPresent())
            .findFirst()
            .or(() -> away.stream().findFirst())
            .map(route -> new LedAway(id, route));
  }

  private <T> Optional<T> read(Look<T> look) {
    if (look instanceof Look.Unreadable<T> unreadable) {
      why.add(unreadable.sentence());
    }
    return look.asFound();
  }
}
