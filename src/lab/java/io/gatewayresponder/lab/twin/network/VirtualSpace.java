package io.gatewayresponder.lab.twin.network;

import java.util.List;

/**
 * What the tag VirtualNetwork means somewhere: the address spaces of the network and of those
 * peered with it.
 */
public record VirtualSpace(List<AddressRange> own, List<AddressRange> peered) {

  public boolean contains(long address) {
    return holds(own, address) || holds(peered, address);
  }

  private static boolean holds(List<AddressRange> ranges, long address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
