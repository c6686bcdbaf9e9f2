package io.gatewayresponder.lab.twin.network;

import java.util.Optional;
import java.util.Set;

/**
 * One end of a connection as a security rule sees it: an address with the application security
 * groups of its network interface, or a service of the platform that is only known by its tag.
 */
public record Party(Optional<Long> address, Set<String> applicationGroups, Set<String> tags) {

  public static Party at(long address) {
    return new Party(Optional.of(address), Set.of(), Set.of());
  }

  public static Party at(long address, Set<String> applicationGroups) {
    return new Party(Optional.of(address), applicationGroups, Set.of());
  }

  /**
   * A sender inside the platform, for instance {@code GatewayManager}: its addresses are public, so
   * Internet too.
   */
  public static Party service(String tag) {
    return new Party(Optional.empty(), Set.of(), Set.of(Json.lower(tag), "internet"));
  }

  /** Anybody outside. */
  public static Party internet() {
    return new Party(Optional.empty(), Set.of(), Set.of("internet"));
  }

  /** The platform's health prober: it has a tag of its own and is no part of the Internet. */
  public static Party loadBalancer() {
    return new Party(Optional.empty(), Set.of(), Set.of("azureloadbalancer"));
  }
}
