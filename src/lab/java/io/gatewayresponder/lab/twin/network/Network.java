package io.gatewayresponder.lab.twin.network;

import io.gatewayresponder.lab.twin.network.Reach.Leg;
import io.gatewayresponder.lab.twin.network.Reach.Obstacle;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The twin's own truth about connections. It judges new connections only, the way Azure does:
 * outbound rules of the sender's subnet, its routes, inbound rules of the receiver's subnet, then
 * of its interface, and the route back.
 */
public final class Network {

  private final Cached<Topology> topology;

  public Network(Documents documents) {
    this.topology = new Cached<>(documents, Topology::new);
  }

  /** From one gateway instance to a back end, by TCP. Both are dotted IPv4 addresses. */
  public Reach connect(String gatewaySubnetId, String instance, String backend, int port) {
    Topology known = topology.get();
    Optional<Subnet> from = known.subnet(gatewaySubnetId);
    Optional<Long> target = AddressRange.address(backend);
    Optional<Long> origin = AddressRange.address(instance);
    if (from.isEmpty() || target.isEmpty() || origin.isEmpty()) {
      return noSuchPlace(gatewaySubnetId + " or " + backend);
    }
    return connect(known, from.get(), origin.get(), target.get(), port);
  }

  private static Reach connect(Topology topology, Subnet from, long origin, long target, int port) {
    Optional<Subnet> to = topology.subnetOf(target, from);
    Optional<Interface> card = to.flatMap(subnet -> topology.interfaceAt(target, subnet));
    Set<String> groups = card.map(Interface::applicationGroups).orElse(Set.of());
    Flow flow = new Flow(Party.at(origin), Party.at(target, groups), port);

    Reach leaves =
        on(Leg.LEAVING, filter(from.group(), flow, false, from.space(), "gateway subnet"));
    Reach routed = leaves.isOpen() ? on(Leg.LEAVING, from.routes().to(target)) : leaves;
    if (!routed.isOpen() || to.isEmpty()) {
      return routed;
    }
    Subnet there = to.get();
    if (there.id().equals(from.id()) && card.isEmpty()) {
      return routed;
    }
    Reach enters = filter(there.group(), flow, true, there.space(), "back end's subnet");
    Reach arrives =
        enters.isOpen()
            ? filter(card.flatMap(Interface::group), flow, true, there.space(), "network interface")
            : enters;
    // Without a way back for the answer there is no handshake, although no rule forbids the
    // connection.
    return arrives.isOpen() ? on(Leg.COMING_BACK, there.routes().to(origin)) : arrives;
  }

  private static Reach on(Leg leg, Reach reach) {
    return reach instanceof Reach.Blocked blocked ? blocked.on(leg) : reach;
  }

  private static Reach noSuchPlace(String place) {
    return new Reach.Blocked(
        "no such place as " + place, Obstacle.NO_SUCH_PLACE, place, Leg.LEAVING);
  }

  /**
   * Does Azure's control plane reach the gateway's instances, and they it? Needed on every port
   * between the two, both included.
   */
  public Reach management(String gatewaySubnetId, int firstPort, int lastPort) {
    Optional<Subnet> subnet = topology.get().subnet(gatewaySubnetId);
    if (subnet.isEmpty()) {
      return noSuchPlace(gatewaySubnetId);
    }
    Reach inwards = into(subnet.get(), Party.service("GatewayManager"), firstPort, lastPort);
    return inwards.isOpen() ? subnet.get().routes().toControlPlane() : inwards;
  }

  /**
   * Does the platform's health prober reach the gateway's instances? Documented as needed, of
   * whatever kind the gateway is. Which ports it uses is not; the management ports stand for them.
   */
  public Reach prober(String gatewaySubnetId, int firstPort, int lastPort) {
    return topology
        .get()
        .subnet(gatewaySubnetId)
        .map(subnet -> into(subnet, Party.loadBalancer(), firstPort, lastPort))
        .orElseGet(() -> noSuchPlace(gatewaySubnetId));
  }

  private static Reach into(Subnet subnet, Party sender, int firstPort, int lastPort) {
    for (int port = firstPort; port <= lastPort; port++) {
      Reach reach = into(subnet, sender, port);
      if (!reach.isOpen()) {
        return reach;
      }
    }
    return new Reach.Open();
  }

  /** Do clients on the Internet reach a listener's port? */
  public Reach clients(String gatewaySubnetId, int port) {
    return topology
        .get()
        .subnet(gatewaySubnetId)
        .map(subnet -> into(subnet, Party.internet(), port))
        .orElse(new Reach.Open());
  }

  private static Reach into(Subnet subnet, Party sender, int port) {
    List<Long> instances = subnet.firstAddresses(1);
    Party gateway = Party.at(instances.isEmpty() ? 0 : instances.get(0));
    Flow flow = new Flow(sender, gateway, port);
    return filter(subnet.group(), flow, true, subnet.space(), "gateway subnet");
  }

  private static Reach filter(
      Optional<SecurityGroup> group, Flow flow, boolean inbound, VirtualSpace space, String place) {
    if (group.isEmpty()) {
      return new Reach.Open();
    }
    SecurityGroup.Ruling ruling = group.get().rule(flow, inbound, space);
    return ruling.allowed()
        ? new Reach.Open()
        : new Reach.Blocked(
            place + ": rule " + ruling.rule() + " of " + group.get().name(),
            ruling.byUser() ? Obstacle.USER_RULE : Obstacle.DEFAULT_RULE,
            ruling.rule(),
            Leg.ARRIVING);
  }

  /** The addresses of the gateway's instances: the first free ones of its subnet. */
  public List<String> instances(String gatewaySubnetId, int count) {
    return topology
        .get()
        .subnet(gatewaySubnetId)
        .map(subnet -> subnet.firstAddresses(count).stream().map(AddressRange::text).toList())
        .orElse(List.of());
  }

  /** The IP configuration of the interface at an address, as seen from a gateway's subnet. */
  public Optional<String> configurationAt(String gatewaySubnetId, String address) {
    Topology known = topology.get();
    Optional<Subnet> from = known.subnet(gatewaySubnetId);
    return AddressRange.address(address)
        .flatMap(
            place ->
                from.flatMap(subnet -> known.subnetOf(place, subnet))
                    .flatMap(there -> known.interfaceAt(place, there)))
        .map(Interface::id);
  }

  /** The private address of an interface, by the id of its IP configuration. */
  public Optional<String> addressOf(String ipConfigurationId) {
    return topology.get().addressOf(ipConfigurationId);
  }
}
