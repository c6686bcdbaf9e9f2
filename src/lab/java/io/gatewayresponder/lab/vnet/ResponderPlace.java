package io.gatewayresponder.lab.vnet;

import io.gatewayresponder.lab.twin.network.AddressRange;
import io.gatewayresponder.lab.twin.network.Network;
import io.gatewayresponder.lab.twin.network.PrivateSpace;

/** Where in the modelled network the responder stands, and so what it reaches. */
@FunctionalInterface
public interface ResponderPlace {

  /** Everything that the network has. */
  ResponderPlace EVERYWHERE = (address, port) -> true;

  /** On the Internet: public addresses only. */
  ResponderPlace OUTSIDE =
      (address, port) -> AddressRange.address(address).stream().noneMatch(PrivateSpace::contains);

  /** Whether a new TCP connection to a dotted address gets through. */
  boolean reaches(String address, int port);

  /** In a subnet, at its first address: what routes and security rules let through from there. */
  static ResponderPlace inSubnet(Network network, String subnetId) {
    return (address, port) ->
        network.instances(subnetId, 1).stream()
            .anyMatch(here -> network.connect(subnetId, here, address, port).isOpen());
  }
}
