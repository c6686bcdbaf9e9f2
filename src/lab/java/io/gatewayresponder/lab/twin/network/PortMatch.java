package io.gatewayresponder.lab.twin.network;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The ports of a security rule: {@code *}, {@code 8080}, {@code 65200-65535}, or a list of these.
 */
public record PortMatch(List<String> ranges) {
  private static final Pattern RANGE = Pattern.compile("\\d{1,5}(-\\d{1,5})?");

  public boolean matches(int port) {
    return ranges.stream().anyMatch(range -> matches(range.trim(), port));
  }

  private static boolean matches(String range, int port) {
    if (range.equals("*")) {
      return true;
    }
    if (!RANGE.matcher(range).matches()) {
      return false;
    }
    String[] ends = range.split("-", -1);
    return Integer.parseInt(ends[0]) <= port && port <= Integer.parseInt(ends[ends.length - 1]);
  }
}
