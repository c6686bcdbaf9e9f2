package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.AccessLogs;
import io.gatewayresponder.evidence.AddressRange;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.WebApps;
import io.gatewayresponder.evidence.WiredPair;
import java.util.List;

/**
 * Which servers a pool without any should have, as far as something tells: those that the access
 * log of the last hour names for it, or the app whose own name its setting sends. That machines
 * stand in some subnet is no reason to send them requests.
 *
 * @param servers empty where nothing tells
 * @param reason in a sentence
 */
record PoolServers(List<String> servers, String reason) {
  /** What a person can look over before approving; Azure itself takes 1,200 servers in a pool. */
  private static final int MOST_ENTERED = 100;

  private static final PoolServers UNKNOWN =
      new PoolServers(List.of(), "nothing that was seen tells which servers belong here");

  /** For a pool that nobody has seen yet. */
  static PoolServers unknown() {
    return UNKNOWN;
  }

  Parameter asParameter() {
    return Parameter.list(
        "servers",
        "Addresses or host names of the servers",
        ParameterType.SERVERS,
        MOST_ENTERED,
        servers,
        reason);
  }

  static PoolServers of(Sight sight, Gateway gateway, String pool) {
    List<String> logged = logged(sight, pool);
    if (!logged.isEmpty()) {
      return new PoolServers(
          logged,
          "the access log of the last hour has requests of this pool to these servers; it knows"
              + " addresses only, so enter names where the pool had names");
    }
    List<String> apps = apps(sight, gateway, pool);
    return apps.isEmpty()
        ? UNKNOWN
        : new PoolServers(
            apps, "the pool's setting sends this host name, which is the one of an app");
  }

  /** Addresses outside private ranges may be anybody's by tomorrow. */
  private static List<String> logged(Sight sight, String pool) {
    return sight.diagnosticSettings().asFound().stream()
        .flatMap(settings -> settings.accessLogWorkspaceIds().stream())
        .flatMap(workspace -> sight.accessLogs(workspace).asFound().stream())
        .flatMap(logs -> logs.groups().stream())
        .filter(group -> group.pool().equalsIgnoreCase(pool))
        .map(AccessLogs.Group::serverRouted)
        .map(PoolServers::address)
        .filter(address -> AddressRange.find(address).filter(AddressRange::isPrivate).isPresent())
        .distinct()
        .sorted()
        .toList();
  }

  /** Without the port, which may follow an address of version 4 only. */
  private static String address(String routed) {
    int colon = routed.lastIndexOf(':');
    return colon > 0 && colon == routed.indexOf(':') ? routed.substring(0, colon) : routed;
  }

  private static List<String> apps(Sight sight, Gateway gateway, String pool) {
    List<String> hosts =
        gateway.wiredPairs().stream()
            .filter(pair -> pair.pool().equalsIgnoreCase(pool))
            .map(WiredPair::setting)
            .flatMap(setting -> gateway.setting(setting).stream())
            .map(setting -> setting.hostName())
            .filter(WebApps::isPlatformName)
            .distinct()
            .toList();
    if (hosts.isEmpty()) {
      return List.of();
    }
    return sight.webApps().asFound().stream()
        .flatMap(found -> found.apps().stream())
        .map(WebApps.WebApp::defaultHostName)
        .filter(name -> hosts.stream().anyMatch(name::equalsIgnoreCase))
        .distinct()
        .toList();
  }
}
