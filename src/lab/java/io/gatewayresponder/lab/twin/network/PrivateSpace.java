package io.gatewayresponder.lab.twin.network;

import java.util.List;
import java.util.stream.Stream;

/**
 * The address ranges that Azure drops by a system route unless a network claims them (RFC 1918 and
 * RFC 6598).
 */
public final class PrivateSpace {

  static final List<AddressRange> RANGES =
      Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
          .map(text -> AddressRange.find(text).orElseThrow())
          .toList();

  private PrivateSpace() {}

  public static boolean contains(long address) {
    return RANGES.stream().anyMatch(range -> range.contains(address));
  }
}
