package io.gatewayresponder.lab.twin.network;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses: {@code 10.0.0.0/16}, a single address, or {@code 10.0.0.1-10.0.0.9}.
 * Addresses are unsigned 32-bit numbers held in a long. IPv6 is not modelled.
 */
public record AddressRange(long first, long last) {

  private static final int BITS = 32;

  /** Compiled once: the model asks for addresses thousands of times a second. */
  private static final Pattern DOTTED =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

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
    Matcher dotted = DOTTED.matcher(text.trim());
    if (!dotted.matches()) {
      return Optional.empty();
    }
    long value = 0;
    for (int part = 1; part <= dotted.groupCount(); part++) {
      int number = Integer.parseInt(dotted.group(part));
      if (number > 255) {
        return Optional.empty();
      }
      value = value * 256 + number;
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
