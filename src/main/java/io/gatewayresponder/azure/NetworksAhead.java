package io.gatewayresponder.azure;

import io.gatewayresponder.evidence.AddressRange;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.NetworkInterface;
import io.gatewayresponder.evidence.NetworkPath;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.Subnet;
import io.gatewayresponder.evidence.VirtualNetwork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The part of {@link Foresight} that goes by networks: what a path to a server passes. */
final class NetworksAhead {
  /** As many as a diagnosis shows changes of. */
  private static final int MOST_GROUPS = 3;

  private final ResourceId gatewayId;
  private final ArmReads can;
  private final Reads reads;

  NetworksAhead(ResourceId gatewayId, ArmReads can, Reads reads) {
    this.gatewayId = gatewayId;
    this.can = can;
    this.reads = reads;
  }

  /**
   * Begins with what is around a gateway: its own subnet's rules, those of the subnets that its
   * pools point into, and who changed something there.
   */
  void around(Gateway gateway, List<String> poolServers) {
    withNetwork(
        gateway,
        network -> {
          gateway.subnetId().flatMap(network::subnet).ifPresent(this::startRules);
          startChanges(network);
        });
    withSubnets(gateway, addresses(poolServers.stream()), this::startRules);
  }

  /** Begins with what is around servers that fail: rules of their subnets, and interfaces. */
  void ofFailing(Gateway gateway, List<ServerHealth> failing) {
    failing.stream()
        .flatMap(server -> server.ipConfigurationId().stream())
        .map(ResourceId::root)
        .forEach(this::startInterface);
    withSubnets(gateway, addresses(failing.stream().map(ServerHealth::address)), this::startRules);
    // Where health names the interface, the subnet need not be searched for it.
    withSubnets(
        gateway,
        addresses(
            failing.stream()
                .filter(server -> server.ipConfigurationId().isEmpty())
                .map(ServerHealth::address)),
        subnet -> NetworkPath.interfacesToSearch(gateway, subnet).forEach(this::startInterface));
  }

  /** The groups of the gateway, its network, and what is attached there, in this order. */
  private void startChanges(VirtualNetwork network) {
    Map<String, ResourceId> groups = new LinkedHashMap<>();
    Stream.of(
            Stream.of(gatewayId),
            network.id().stream(),
            network.subnets().stream()
                .flatMap(
                    subnet ->
                        Stream.concat(
                            subnet.networkSecurityGroupId().stream(),
                            subnet.routeTableId().stream())))
        .flatMap(ids -> ids)
        .forEach(
            id ->
                groups.putIfAbsent(
                    (id.subscription() + "/" + id.resourceGroup()).toLowerCase(Locale.ROOT), id));
    groups.values().stream().limit(MOST_GROUPS).forEach(id -> reads.start(can.recentChanges(id)));
  }

  private void startInterface(ResourceId id) {
    reads.startThen(
        can.document(id),
        document ->
            new NetworkInterface(document).networkSecurityGroupId().ifPresent(this::startDocument));
  }

  private void startRules(Subnet subnet) {
    subnet.networkSecurityGroupId().ifPresent(this::startDocument);
    subnet.routeTableId().ifPresent(this::startDocument);
  }

  private void startDocument(ResourceId id) {
    reads.start(can.document(id.root()));
  }

  /** Goes on with the subnets that these addresses are in, in the gateway's network or a peer. */
  private void withSubnets(Gateway gateway, List<AddressRange> servers, Consumer<Subnet> then) {
    withNetwork(
        gateway,
        network -> {
          subnets(network, servers).forEach(then);
          for (VirtualNetwork.Peering peering : network.peerings()) {
            List<AddressRange> remote = AddressRange.all(peering.remotePrefixes());
            List<AddressRange> there =
                servers.stream().filter(server -> server.isCoveredBy(remote)).toList();
            if (!there.isEmpty()) {
              peering
                  .remoteId()
                  .ifPresent(
                      id ->
                          reads.startThen(
                              can.document(id.root()),
                              document ->
                                  subnets(new VirtualNetwork(document), there).forEach(then)));
            }
          }
        });
  }

  private void withNetwork(Gateway gateway, Consumer<VirtualNetwork> then) {
    gateway
        .subnetId()
        .ifPresent(
            subnet ->
                reads.startThen(
                    can.document(subnet.root()),
                    document -> then.accept(new VirtualNetwork(document))));
  }

  private static List<Subnet> subnets(VirtualNetwork network, List<AddressRange> servers) {
    return network.subnets().stream()
        .filter(subnet -> servers.stream().anyMatch(subnet::contains))
        .toList();
  }

  private static List<AddressRange> addresses(Stream<String> servers) {
    return servers.flatMap(server -> AddressRange.find(server).stream()).distinct().toList();
  }
}
