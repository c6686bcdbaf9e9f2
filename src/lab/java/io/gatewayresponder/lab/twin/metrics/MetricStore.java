package io.gatewayresponder.lab.twin.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Metric points by the minute, which is the finest grain that the gateway has. What was never
 * sampled is absent, not zero. Not thread-safe: its owner calls it under one lock.
 */
public final class MetricStore {

  /** Azure keeps 93 days; two days are more than any scenario lasts, and bounded. */
  private static final Duration KEPT = Duration.ofDays(2);

  private record Key(String gateway, Metric metric, String dimensionValue) {}

  private final Map<Key, NavigableMap<Instant, Point>> series = new HashMap<>();

  /**
   * @param dimensionValue empty for a metric without dimension
   */
  void sample(String gateway, Metric metric, String dimensionValue, Instant at, double value) {
    Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
    NavigableMap<Instant, Point> points =
        series.computeIfAbsent(new Key(gateway, metric, dimensionValue), key -> new TreeMap<>());
    points.merge(minute, Point.of(value), Point::plus);
    points.headMap(minute.minus(KEPT)).clear();
  }

  /**
   * The minutes from {@code from} (included) to {@code to} (excluded), by the dimension's value.
   */
  public Map<String, NavigableMap<Instant, Point>> between(
      String gateway, Metric metric, Instant from, Instant to) {
    Map<String, NavigableMap<Instant, Point>> found = new TreeMap<>();
    series.forEach(
        (key, points) -> {
          if (key.gateway().equals(gateway) && key.metric() == metric && from.isBefore(to)) {
            NavigableMap<Instant, Point> inside = points.subMap(from, true, to, false);
            if (!inside.isEmpty()) {
              found.put(key.dimensionValue(), new TreeMap<>(inside));
            }
          }
        });
    return found;
  }

  static Optional<Point> sum(Iterable<Point> points) {
    Point sum = null;
    for (Point point : points) {
      sum = sum == null ? point : sum.plus(point);
    }
    return Optional.ofNullable(sum);
  }

  /** All points of a window as one, for one series. */
  public static Optional<Point> whole(NavigableMap<Instant, Point> points) {
    return sum(points.values());
  }
}
