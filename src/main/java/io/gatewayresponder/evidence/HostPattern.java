package io.gatewayresponder.evidence;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A host name that may hold wildcards, as listeners ({@code *} and {@code ?}) and App Service
 * bindings ({@code *.shop.example}) have them.
 */
public record HostPattern(String text) {
  /** True when the host is one of those that the pattern stands for. */
  public boolean matches(String host) {
    if (!hasWildcard()) {
      return text.equalsIgnoreCase(host);
    }
    StringBuilder regex = new StringBuilder();
    for (char letter : text.toLowerCase(Locale.ROOT).toCharArray()) {
      regex.append(
          switch (letter) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(letter));
          });
    }
    return Pattern.matches(regex.toString(), host.toLowerCase(Locale.ROOT));
  }

  /** True when some host may be both; two patterns with wildcards are taken to share one. */
  public boolean overlaps(HostPattern other) {
    return matches(other.text) || other.matches(text) || (hasWildcard() && other.hasWildcard());
  }

  private boolean hasWildcard() {
    return text.contains("*") || text.contains("?");
  }
}
