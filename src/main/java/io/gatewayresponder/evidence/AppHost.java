package io.gatewayresponder.evidence;

import java.util.List;

/**
 * The host that requests of a pair are sent with, and whether an app answers to it.
 *
 * @param sent where it comes from
 * @param names the host, or those that listeners take; empty for a client's, whatever it is
 * @param mayBeRewritten true when a rewrite rule sets the host
 */
public record AppHost(Sent sent, List<List<String>> names, boolean mayBeRewritten) {
  /** Where the host comes from. */
  public enum Sent {
    BY_SETTING("the setting's"),
    BY_SERVER("the server's own"),
    BY_CLIENT("the client's");

    private final String words;

    Sent(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** Whether the app answers to the host. */
  public enum Bound {
    YES,
    NO,
    UNDECIDED
  }

  /**
   * @param pool the name of the pool that requests go to
   */
  public static AppHost of(Gateway gateway, String pool, BackendSetting setting) {
    if (setting.picksHostFromServer()) {
      return new AppHost(Sent.BY_SERVER, List.of(), gateway.rewritesHost());
    }
    if (!setting.hostName().isEmpty()) {
      return new AppHost(
          Sent.BY_SETTING, List.of(List.of(setting.hostName())), gateway.rewritesHost());
    }
    return new AppHost(
        Sent.BY_CLIENT,
        gateway.wiredPair(pool, setting.name()).stream()
            .map(WiredPair::rules)
            .flatMap(List::stream)
            .flatMap(name -> gateway.routingRule(name).stream())
            .map(RoutingRule::listenerName)
            .distinct()
            .flatMap(name -> gateway.listener(name).stream())
            .map(Listener::hostNames)
            .toList(),
        gateway.rewritesHost());
  }

  /**
   * A client's host is not bound only where that is so for every listener: none of its names is
   * bound, or it takes any host and the app has no name but those that the platform gave it.
   *
   * @param bound every host that the app answers to
   */
  public Bound at(List<String> bound) {
    if (mayBeRewritten) {
      return Bound.UNDECIDED;
    }
    if (sent == Sent.BY_SERVER) {
      return Bound.YES;
    }
    if (names.isEmpty()) {
      return Bound.UNDECIDED;
    }
    if (names.stream().allMatch(listener -> isForeign(listener, bound))) {
      return Bound.NO;
    }
    return names.stream().allMatch(listener -> isKnown(listener, bound))
        ? Bound.YES
        : Bound.UNDECIDED;
  }

  private static boolean isForeign(List<String> listener, List<String> bound) {
    return listener.isEmpty()
        ? bound.stream().allMatch(WebApps::isPlatformName)
        : listener.stream()
            .map(HostPattern::new)
            .noneMatch(name -> bound.stream().map(HostPattern::new).anyMatch(name::overlaps));
  }

  private static boolean isKnown(List<String> listener, List<String> bound) {
    return !listener.isEmpty()
        && listener.stream()
            .allMatch(
                name -> bound.stream().map(HostPattern::new).anyMatch(one -> one.matches(name)));
  }
}
