package io.gatewayresponder.evidence;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IP addresses: one address, or a CIDR prefix such as {@code 10.0.1.0/24}. Reading one
 * never asks a name server.
 *
 * @param bits the family: 32 for IPv4, 128 for IPv6
 */
public record AddressRange(int bits, BigInteger first, BigInteger last) {
  private static final int BYTES_OF_IPV4 = 4;
  private static final int MOST_DIGITS = 3;
  private static final int MOST_OF_A_BYTE = 255;
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");

  /**
   * The private ranges of RFC 1918, the shared range of RFC 6598, and IPv6's unique local range.
   */
  private static final List<AddressRange> PRIVATE =
      List.of(
          of("10.0.0.0/8"),
          of("172.16.0.0/12"),
          of("192.168.0.0/16"),
          of("100.64.0.0/10"),
          of("fc00::/7"));

  /** True for what is neither an address nor a prefix, such as a host's name. */
  public static boolean isName(String text) {
    return !isIpv4(text) && find(text).isEmpty();
  }

  /**
   * Four numbers with dots between them, without zeros that would make one look octal. By hand, for
   * every server of every pool is asked.
   */
  private static boolean isIpv4(String text) {
    int numbers = 0;
    int digits = 0;
    int value = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '.';
      if (c == '.') {
        if (digits == 0 || (digits == MOST_DIGITS && value < 100) || value > MOST_OF_A_BYTE) {
          return false;
        }
        numbers++;
        digits = 0;
        value = 0;
      } else if (c >= '0' && c <= '9' && digits < MOST_DIGITS) {
        digits++;
        value = value * 10 + c - '0';
      } else {
        return false;
      }
    }
    return numbers == BYTES_OF_IPV4;
  }

  /** The range that this text spells, or nothing when it is no address and no prefix. */
  public static Optional<AddressRange> find(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    String length = slash < 0 ? "" : text.substring(slash + 1);
    if (!(isIpv4(address) || IPV6.matcher(address).matches())
        || (slash >= 0 && !LENGTH.matcher(length).matches())) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
    int bits = bytes.length * 8;
    int prefix = slash < 0 ? bits : Integer.parseInt(length);
    if (prefix > bits) {
      return Optional.empty();
    }
    BigInteger size = BigInteger.ONE.shiftLeft(bits - prefix);
    BigInteger value = new BigInteger(1, bytes);
    BigInteger first = value.subtract(value.mod(size));
    return Optional.of(new AddressRange(bits, first, first.add(size).subtract(BigInteger.ONE)));
  }

  /**
   * @throws IllegalArgumentException when the text is no address and no prefix
   */
  public static AddressRange of(String text) {
    return find(text)
        .orElseThrow(() -> new IllegalArgumentException("not an address or a CIDR prefix"));
  }

  /** The ranges that these texts spell; what spells none is left out. */
  public static List<AddressRange> all(Collection<String> texts) {
    return texts.stream().flatMap(text -> find(text).stream()).toList();
  }

  public boolean contains(AddressRange other) {
    return bits == other.bits
        && first.compareTo(other.first) <= 0
        && last.compareTo(other.last) >= 0;
  }

  public boolean overlaps(AddressRange other) {
    return bits == other.bits
        && first.compareTo(other.last) <= 0
        && last.compareTo(other.first) >= 0;
  }

  /** True when these ranges together leave no address of this one out. */
  public boolean isCoveredBy(Collection<AddressRange> ranges) {
    BigInteger open = first;
    List<AddressRange> sorted =
        ranges.stream()
            .filter(this::overlaps)
            .sorted(Comparator.comparing(AddressRange::first))
            .toList();
    for (AddressRange range : sorted) {
      if (range.first.compareTo(open) > 0) {
        return false;
      }
      open = open.max(range.last.add(BigInteger.ONE));
    }
    return open.compareTo(last) > 0;
  }

  /** True for ranges that are not routed on the Internet. */
  public boolean isPrivate() {
    return isCoveredBy(PRIVATE);
  }
}
