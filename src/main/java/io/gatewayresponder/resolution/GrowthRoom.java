package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.AddressRange;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.Subnet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many instances a gateway can have: what Azure allows its generation, and what its subnet has
 * addresses for.
 *
 * @param most the lower of the two
 * @param boundBySubnet true where it is the subnet that bounds
 * @param subnet the subnet's name and ranges, for a person; empty where it could not be read
 * @param doubts sentences about what could not be counted
 */
record GrowthRoom(int most, boolean boundBySubnet, String subnet, List<String> doubts) {
  /** The documented most instances of the second generation and of the first. */
  static final int MOST_OF_SECOND = 125;

  static final int MOST_OF_FIRST = 32;

  /** Azure keeps the first four addresses of a range and the last. */
  private static final int RESERVED = 5;

  static GrowthRoom of(Sight sight, Gateway gateway) {
    int allowed = gateway.generation() == Gateway.Generation.V1 ? MOST_OF_FIRST : MOST_OF_SECOND;
    Optional<Subnet> subnet =
        gateway
            .subnetId()
            .flatMap(
                id ->
                    sight
                        .virtualNetwork(id.root())
                        .asFound()
                        .flatMap(network -> network.subnet(id)));
    if (subnet.isEmpty()) {
      return new GrowthRoom(
          allowed,
          false,
          "",
          List.of(
              "Whether the gateway's subnet has addresses for them could not be read: each instance"
                  + " takes one."));
    }
    int free = addresses(subnet.get()) - privateFrontends(gateway);
    return new GrowthRoom(
        Math.min(allowed, free),
        free < allowed,
        subnet.get().name() + " (" + String.join(", ", subnet.get().prefixes()) + ")",
        doubts(sight.gatewayId(), subnet.get()));
  }

  private static int addresses(Subnet subnet) {
    BigInteger all =
        AddressRange.all(subnet.prefixes()).stream()
            .filter(range -> range.bits() == 32)
            .map(GrowthRoom::usable)
            .reduce(BigInteger.ZERO, BigInteger::add);
    return all.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
  }

  private static BigInteger usable(AddressRange range) {
    BigInteger all = range.last().subtract(range.first()).add(BigInteger.ONE);
    return all.subtract(BigInteger.valueOf(RESERVED)).max(BigInteger.ZERO);
  }

  /** Each private front end takes an address beside those of the instances. */
  private static int privateFrontends(Gateway gateway) {
    return (int) gateway.frontends().stream().filter(frontend -> !frontend.isPublic()).count();
  }

  private static List<String> doubts(ResourceId gateway, Subnet subnet) {
    List<String> doubts = new ArrayList<>();
    List<String> others =
        subnet.applicationGatewayIds().stream()
            .filter(id -> !id.equals(gateway))
            .map(ResourceId::name)
            .toList();
    if (!others.isEmpty()) {
      doubts.add(
          "The subnet is shared with "
              + String.join(", ", others)
              + ", whose instances take addresses too; they are not counted here.");
    }
    return doubts;
  }
}
