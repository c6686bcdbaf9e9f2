package io.gatewayresponder.evidence;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The traffic whose fate is in question: TCP from the gateway's subnet to one port of one server.
 *
 * @param sources the gateway subnet's ranges, of the server's address family where it is known
 * @param server the server's address; nothing for a name whose address ARM does not know
 * @param serverGroups the application security groups of the server; nothing where its interface
 *     could not be read
 * @param virtualNetwork what the tag {@code VirtualNetwork} means where the rules are applied
 */
record Flow(
    List<AddressRange> sources,
    Optional<AddressRange> server,
    int port,
    Optional<Set<ResourceId>> serverGroups,
    List<AddressRange> virtualNetwork) {

  Flow where(List<AddressRange> otherVirtualNetwork) {
    return new Flow(sources, server, port, serverGroups, otherVirtualNetwork);
  }
}
