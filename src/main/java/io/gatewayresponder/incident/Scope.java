package io.gatewayresponder.incident;

import io.gatewayresponder.evidence.ResourceId;
import java.util.Arrays;
import java.util.List;

/**
 * The part of Azure that we answer for: everything below one of these ARM scopes (subscriptions,
 * resource groups or single gateways). An empty scope covers nothing.
 */
public record Scope(List<String> prefixes) {
  public Scope {
    prefixes = List.copyOf(prefixes);
  }

  /** Reads a comma-separated list. */
  public static Scope parse(String setting) {
    return new Scope(
        Arrays.stream(setting.split(",", -1))
            .map(String::strip)
            .filter(prefix -> prefix.startsWith("/subscriptions/"))
            .toList());
  }

  public boolean covers(ResourceId id) {
    return prefixes.stream().anyMatch(id::isWithin);
  }
}
