package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.BackendPool;
import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.GatewayMetrics.Series;
import io.gatewayresponder.evidence.Sight;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the host metrics of the last hour tell of pools as they were: which had servers, and which
 * were reached through what. Azure names a pair {@code pool~setting} there.
 */
record PoolHistory(Gateway gateway, GatewayMetrics metrics) {
  private static final List<String> HOSTS = List.of("HealthyHostCount", "UnhealthyHostCount");

  /** Names hold no tilde. */
  private static final String BETWEEN = "~";

  /** Without metrics nothing is told. */
  static PoolHistory of(Sight sight, Gateway gateway) {
    return new PoolHistory(
        gateway, sight.metrics().asFound().orElseGet(() -> new GatewayMetrics(List.of())));
  }

  /** Pairs that had servers and that no rule wires now, the one with the most requests first. */
  List<Destinations.Pair> lost() {
    return hosts()
        .filter(series -> series.points().stream().anyMatch(point -> point.value() > 0))
        .map(Series::dimension)
        .distinct()
        .sorted(Comparator.comparingDouble(this::requests).reversed())
        .flatMap(dimension -> pair(dimension).stream())
        .distinct()
        .filter(pair -> !isWired(pair))
        .toList();
  }

  /** True when the pool had servers within the hour. */
  boolean hadServers(String pool) {
    return hosts()
        .filter(series -> series.points().stream().anyMatch(point -> point.value() > 0))
        .anyMatch(
            series ->
                series.dimension().contains(BETWEEN)
                    && series
                        .dimension()
                        .substring(0, series.dimension().indexOf(BETWEEN))
                        .equalsIgnoreCase(pool));
  }

  private Stream<Series> hosts() {
    return metrics.series().stream()
        .filter(series -> HOSTS.stream().anyMatch(series.metric()::equalsIgnoreCase));
  }

  private double requests(String dimension) {
    return metrics.series().stream()
        .filter(series -> series.metric().equalsIgnoreCase("TotalRequests"))
        .filter(series -> series.dimension().equalsIgnoreCase(dimension))
        .flatMap(series -> series.points().stream())
        .mapToDouble(GatewayMetrics.Point::value)
        .sum();
  }

  /** As the gateway spells it; metrics have another casing at times. */
  private Optional<Destinations.Pair> pair(String dimension) {
    int between = dimension.indexOf(BETWEEN);
    if (between < 0) {
      return Optional.empty();
    }
    Optional<BackendPool> pool = gateway.pool(dimension.substring(0, between));
    Optional<BackendSetting> setting = gateway.setting(dimension.substring(between + 1));
    return pool.isEmpty() || setting.isEmpty()
        ? Optional.empty()
        : Optional.of(new Destinations.Pair(pool.get().name(), setting.get().name()));
  }

  private boolean isWired(Destinations.Pair pair) {
    return gateway.wiredPairs().stream()
        .anyMatch(
            wired ->
                wired.pool().equalsIgnoreCase(pair.pool())
                    && wired.setting().equalsIgnoreCase(pair.setting()));
  }
}
