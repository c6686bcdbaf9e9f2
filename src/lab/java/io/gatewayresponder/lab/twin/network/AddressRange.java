package io.gatewayresponder.lab.twin.network;

import java.util.Optional;

/**
 * A range of IPv4 addresses: {@code 10.0.0.0/16}, a single address, or {@code 10.0.0.1-10.0.0.9}.
 * Addresses are unsigned 32-bit numbers held in a long. IPv6 is not modelled.
 */
public record AddressRange(long first, long last) {

  private static final int BITS = 32;

  /**
   * Empty when the text is no IPv4 range; Azure was seen to accept such texts, and they match
   * nothing.
   */
  public static Optional<AddressRange> find(String text) {
    String trimmed = text.trim();
    int dash = trimmed.indexOf('-');
    if (dash > 0) {
      Optional<Long> from = address(trimmed.substring(0, dash));
      Optional<Long> to = address(trimmed.substring(dash + 1));
      return from.flatMap(low -> to.map(high -> new AddressRange(low, high)));
    }
    int slash = trimmed.indexOf('/');
    if (slash < 0) {
      return address(trimmed).map(single -> new AddressRange(single, single));
    }
    return address(trimmed.substring(0, slash))
        .flatMap(base -> prefix(base, trimmed.substring(slash + 1)));
  }

  private static Optional<AddressRange> prefix(long base, String lengthText) {
    if (!lengthText.matches("\\d{1,2}") || Integer.parseInt(lengthText) > BITS) {
      return Optional.empty();
    }
    long size = 1L << (BITS - Integer.parseInt(lengthText));
    long first = base / size * size;
    return Optional.of(new AddressRange(first, first + size - 1));
  }

  /** The number of a dotted address; empty for names, IPv6 and rubbish. */
  public static Optional<Long> address(String text) {
    String[] parts = text.trim().split("\\.", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    long value = 0;
    for (String part : parts) {
      if (!part.matches("\\d{1,3}") || Integer.parseInt(part) > 255) {
        return Optional.empty();
      }
      value = value * 256 + Integer.parseInt(part);
    }
    return Optional.of(value);
  }

  public static String text(long address) {
    return (address >> 24 & 255)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }

  public boolean contains(long address) {
    return first <= address && address <= last;
  }

  public long size() {
    return last - first + 1;
  }
}
