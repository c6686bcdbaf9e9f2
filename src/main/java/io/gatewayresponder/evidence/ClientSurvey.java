package io.gatewayresponder.evidence;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The passage of clients into the gateway's subnet, rule by rule. */
final class ClientSurvey {
  /**
   * The Internet's unicast addresses: what is left of IPv4 without the private, shared, local and
   * multicast ranges, for those are no client's of a public front end.
   */
  private static final List<AddressRange> INTERNET =
      List.of(
          between("1.0.0.0", "9.255.255.255"),
          between("11.0.0.0", "100.63.255.255"),
          between("100.128.0.0", "126.255.255.255"),
          between("128.0.0.0", "169.253.255.255"),
          between("169.255.0.0", "172.15.255.255"),
          between("172.32.0.0", "192.167.255.255"),
          between("192.169.0.0", "223.255.255.255"));

  /** Everyone, private clients included. */
  private static final List<AddressRange> EVERYONE =
      List.of(AddressRange.of("0.0.0.0/0"), AddressRange.of("::/0"));

  private ClientSurvey() {}

  static ClientPath look(Sight sight, Gateway gateway, Listener listener) {
    OptionalInt port = gateway.frontendPort(listener.frontendPortName());
    boolean isPublic =
        gateway.frontend(listener.frontendName()).map(FrontendAddress::isPublic).orElse(false);
    Optional<ResourceId> subnetId = gateway.subnetId();
    if (!isPublic || port.isEmpty() || subnetId.isEmpty()) {
      return new ClientPath.Open();
    }
    boolean shares = sharesPort(gateway, port.getAsInt());
    Look<ClientPath> path =
        sight
            .virtualNetwork(subnetId.get().root())
            .flatMap(
                network ->
                    network
                        .subnet(subnetId.get())
                        .map(subnet -> into(sight, network, subnet, port.getAsInt(), shares))
                        .orElseGet(() -> Look.found(new ClientPath.Open())));
    return path instanceof Look.Unreadable<ClientPath> unreadable
        ? new ClientPath.Undecided(unreadable.sentence())
        : path.asFound().orElseGet(ClientPath.Open::new);
  }

  private static Look<ClientPath> into(
      Sight sight, VirtualNetwork network, Subnet subnet, int port, boolean sharesPort) {
    Optional<ResourceId> groupId = subnet.networkSecurityGroupId();
    if (groupId.isEmpty()) {
      return Look.found(new ClientPath.Open());
    }
    List<AddressRange> instances =
        subnet.ranges().stream().filter(range -> range.bits() == 32).toList();
    // Where a public and a private listener share a port, rules see the front ends' addresses
    // instead of the instances'.
    Optional<AddressRange> gateway =
        sharesPort || instances.size() != 1 ? Optional.empty() : Optional.of(instances.get(0));
    Flow internet =
        new Flow(INTERNET, gateway, port, Optional.of(Set.of()), network.virtualNetworkTag());
    return sight
        .networkSecurityGroup(groupId.get())
        .map(group -> through(groupId.get(), group, internet));
  }

  private static ClientPath through(ResourceId id, NetworkSecurityGroup group, Flow internet) {
    Flow everyone =
        new Flow(
            EVERYONE,
            Optional.empty(),
            internet.port(),
            Optional.empty(),
            internet.virtualNetwork());
    for (SecurityRule rule : group.rulesByPriority(SecurityRule.Direction.INBOUND)) {
      if (rule.denies()) {
        if (RuleMatch.of(rule, internet).extent() == RuleMatch.Extent.ALL) {
          return new ClientPath.Shut(id, rule);
        }
      } else if (RuleMatch.of(rule, rule.isDefault() ? internet : everyone).extent()
          != RuleMatch.Extent.NONE) {
        return new ClientPath.Open();
      }
    }
    return new ClientPath.Undecided(
        "no rule of network security group " + group.name() + " is about port " + internet.port());
  }

  private static boolean sharesPort(Gateway gateway, int port) {
    return gateway.listeners().stream()
        .filter(
            one ->
                !gateway.frontend(one.frontendName()).map(FrontendAddress::isPublic).orElse(false))
        .anyMatch(one -> gateway.frontendPort(one.frontendPortName()).orElse(-1) == port);
  }

  private static AddressRange between(String first, String last) {
    return new AddressRange(32, AddressRange.of(first).first(), AddressRange.of(last).last());
  }
}
