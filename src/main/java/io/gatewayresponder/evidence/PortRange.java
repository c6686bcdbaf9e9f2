package io.gatewayresponder.evidence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number or a range of numbers as ARM writes ports and status codes: {@code 80}, {@code 200-399},
 * {@code *}. Text that is none of these is an empty range.
 */
record PortRange(int first, int last) {
  private static final int LAST_PORT = 65535;
  private static final Pattern RANGE =
      Pattern.compile("\\s*(\\d{1,5})\\s*(?:-\\s*(\\d{1,5})\\s*)?");

  static PortRange of(String text) {
    if (text.strip().equals("*")) {
      return new PortRange(0, LAST_PORT);
    }
    Matcher matcher = RANGE.matcher(text);
    if (!matcher.matches()) {
      return new PortRange(1, 0);
    }
    int first = Integer.parseInt(matcher.group(1));
    return new PortRange(
        first, matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2)));
  }

  boolean contains(int number) {
    return first <= number && number <= last;
  }

  boolean contains(PortRange other) {
    return first <= other.first && other.last <= last;
  }

  boolean overlaps(PortRange other) {
    return first <= other.last && other.first <= last;
  }
}
