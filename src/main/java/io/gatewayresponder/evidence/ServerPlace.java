package io.gatewayresponder.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a server's address is: which network, subnet and interface, as far as it can be read. */
final class ServerPlace {
  /**
   * How many interfaces of a subnet are read in search of an address. A subnet can hold thousands;
   * a walk should take seconds and not use up ARM's read allowance.
   */
  static final int MOST_INTERFACES = 40;

  /** The interfaces to search in each subnet: pools have many servers in one. */
  private record Candidates(Map<ResourceId, Set<ResourceId>> bySubnet) {}

  private final Sight sight;
  private final List<String> unreadable = new ArrayList<>();
  private Optional<VirtualNetwork> network = Optional.empty();
  private Optional<Subnet> subnet = Optional.empty();
  private Optional<NetworkInterface> networkInterface = Optional.empty();
  private boolean vacant;

  ServerPlace(
      Sight sight, Gateway gateway, VirtualNetwork gatewayNetwork, Optional<AddressRange> address) {
    this.sight = sight;
    address.ifPresent(
        known -> {
          findNetwork(gatewayNetwork, known);
          network.ifPresent(
              found -> {
                subnet = found.subnetContaining(known);
                subnet.ifPresentOrElse(
                    there -> findInterface(gateway, there, known),
                    () ->
                        unreadable.add(
                            "virtual network %s has no subnet that holds the server's address"
                                .formatted(found.name())));
              });
        });
  }

  /** Sentences about what could not be read; they do not concern the way out of the gateway. */
  List<String> unreadable() {
    return unreadable;
  }

  /** The network that the address is in, where it could be read. */
  Optional<VirtualNetwork> network() {
    return network;
  }

  /**
   * A private endpoint has a route of its own to its one address, in all networks that reach it,
   * unless its subnet leaves that to route tables.
   */
  List<AddressRange> ownRoutes() {
    boolean own =
        networkInterface.map(NetworkInterface::isPrivateEndpoint).orElse(false)
            && subnet.map(there -> !there.appliesRoutesToPrivateEndpoints()).orElse(false);
    return own
        ? networkInterface.stream()
            .flatMap(found -> AddressRange.all(found.privateAddresses()).stream())
            .toList()
        : List.of();
  }

  Optional<Subnet> subnet() {
    return subnet;
  }

  Optional<NetworkInterface> networkInterface() {
    return networkInterface;
  }

  /** True when all that has an address in the subnet was read, and nothing has this one. */
  boolean isVacant() {
    return vacant;
  }

  /** Nothing where the interface is not known. */
  Optional<Set<ResourceId>> groups() {
    return networkInterface.map(NetworkInterface::applicationSecurityGroups);
  }

  List<AddressRange> virtualNetworkTag() {
    return network.map(VirtualNetwork::virtualNetworkTag).orElse(List.of());
  }

  boolean isExemptFromRules(Subnet there) {
    return networkInterface.map(NetworkInterface::isPrivateEndpoint).orElse(false)
        && !there.appliesRulesToPrivateEndpoints();
  }

  private void findNetwork(VirtualNetwork gatewayNetwork, AddressRange address) {
    if (address.isCoveredBy(AddressRange.all(gatewayNetwork.prefixes()))) {
      network = Optional.of(gatewayNetwork);
      return;
    }
    for (VirtualNetwork.Peering peering : gatewayNetwork.peerings()) {
      if (address.isCoveredBy(AddressRange.all(peering.remotePrefixes()))) {
        if (!peering.isOpen()) {
          unreadable.add(
              "the peering towards the server's network is not connected or does not allow access");
        }
        peering.remoteId().ifPresent(id -> network = read(sight.virtualNetwork(id)));
        return;
      }
    }
    unreadable.add(
        "the server's address is neither in the gateway's virtual network nor in one peered with"
            + " it");
  }

  /** Interfaces that may have an address of this subnet, the likeliest first. */
  static Set<ResourceId> candidates(Gateway gateway, Subnet there) {
    Set<ResourceId> inSubnet = new LinkedHashSet<>(there.networkInterfaceIds());
    Set<ResourceId> candidates = new LinkedHashSet<>();
    // What the gateway's pools name.
    gateway.pools().stream()
        .flatMap(pool -> pool.ipConfigurationIds().stream())
        .map(ResourceId::root)
        .filter(inSubnet::contains)
        .forEach(candidates::add);
    candidates.addAll(inSubnet);
    return candidates;
  }

  private void findInterface(Gateway gateway, Subnet there, AddressRange address) {
    Set<ResourceId> candidates =
        there
            .id()
            .map(
                id ->
                    sight
                        .made(Candidates.class, () -> new Candidates(new HashMap<>()))
                        .bySubnet()
                        .computeIfAbsent(id, any -> candidates(gateway, there)))
            .orElseGet(() -> candidates(gateway, there));
    List<String> notRead = new ArrayList<>();
    boolean allShown = true;
    for (ResourceId id : candidates.stream().limit(MOST_INTERFACES).toList()) {
      Look<NetworkInterface> look = sight.networkInterface(id);
      if (look instanceof Look.Unreadable<NetworkInterface> one) {
        notRead.add(one.sentence());
      }
      networkInterface = look.asFound().filter(found -> found.hasAddress(address));
      if (networkInterface.isPresent()) {
        return;
      }
      allShown &= look.asFound().map(NetworkInterface::showsItsAddresses).orElse(true);
    }
    vacant =
        allShown
            && notRead.isEmpty()
            && candidates.size() <= MOST_INTERFACES
            && there.holdsInterfacesOnly();
    if (vacant) {
      return;
    }
    unreadable.addAll(notRead);
    unreadable.add(
        candidates.size() > MOST_INTERFACES
            ? "subnet %s has more than %d network interfaces; not all were read"
                .formatted(there.name(), MOST_INTERFACES)
            : "none of the network interfaces read in subnet %s has the server's address"
                .formatted(there.name()));
  }

  private <T> Optional<T> read(Look<T> look) {
    if (look instanceof Look.Unreadable<T> one) {
      unreadable.add(one.sentence());
    }
    return look.asFound();
  }
}
