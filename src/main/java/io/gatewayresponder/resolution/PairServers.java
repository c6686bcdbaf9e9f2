package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Subject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The servers of a pair. They come from the pool's configuration and not from the last probes, so
 * that a plan does not move with them.
 */
final class PairServers {
  private PairServers() {}

  /** Addresses and names, as the pool has them. */
  static List<String> of(Subject.Pair pair, Gateway gateway, Sight sight) {
    Set<String> servers = new LinkedHashSet<>();
    gateway
        .pool(pair.pool())
        .ifPresent(
            pool -> {
              servers.addAll(pool.addresses());
              if (!pool.ipConfigurationIds().isEmpty()) {
                // A pool of interfaces does not hold their addresses; the health result does.
                sight.backendHealth().asFound().stream()
                    .flatMap(health -> health.pairs().stream())
                    .filter(found -> found.pool().equalsIgnoreCase(pair.pool()))
                    .flatMap(found -> found.servers().stream())
                    .map(ServerHealth::address)
                    .filter(address -> !address.isEmpty())
                    .forEach(servers::add);
              }
            });
    return List.copyOf(servers);
  }

  /** What the last probes said of the pair's servers; empty where that could not be read. */
  static List<ServerHealth> health(Subject.Pair pair, Sight sight) {
    return sight.backendHealth().asFound().stream()
        .flatMap(health -> health.pairs().stream())
        .filter(found -> isSame(found, pair))
        .flatMap(found -> found.servers().stream())
        .toList();
  }

  /** True when the gateway called this server of the pair healthy. */
  static boolean isHealthy(Subject.Pair pair, String server, Sight sight) {
    return health(pair, sight).stream()
        .filter(one -> one.address().equalsIgnoreCase(server))
        .anyMatch(one -> one.state() == ServerHealth.State.HEALTHY);
  }

  private static boolean isSame(BackendHealth.Pair found, Subject.Pair pair) {
    return found.pool().equalsIgnoreCase(pair.pool())
        && found.setting().equalsIgnoreCase(pair.setting());
  }
}
