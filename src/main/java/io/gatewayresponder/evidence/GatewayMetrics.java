package io.gatewayresponder.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Metric series of a gateway. Azure emits nothing where nothing flowed, so an absent point is not
 * zero.
 */
public record GatewayMetrics(List<Series> series) {
  /**
   * @param metric the metric's name, such as {@code FailedRequests}
   * @param dimension the value of the series' dimension ({@code pool~setting}); empty when the
   *     metric was not split
   * @param unit as Azure names it, such as {@code Count}
   * @param points those that have a value, in time order
   */
  public record Series(String metric, String dimension, String unit, List<Point> points) {}

  /** One minute's value. */
  public record Point(Instant at, double value) {}

  /**
   * The points of a metric, those of all its series, in the last minutes up to the newest point of
   * any metric: a metric that has ended is not current.
   */
  public List<Point> last(Duration time, String metric) {
    return last(time, one -> one.metric().equalsIgnoreCase(metric));
  }

  private List<Point> last(Duration time, Predicate<Series> which) {
    Instant from =
        points(series.stream())
            .map(Point::at)
            .max(Comparator.naturalOrder())
            .map(newest -> newest.minus(time))
            .orElse(Instant.MAX);
    return points(series.stream().filter(which)).filter(point -> point.at().isAfter(from)).toList();
  }

  /** Those of one series of the metric. */
  public List<Point> last(Duration time, String metric, String dimension) {
    return last(
        time,
        one ->
            one.metric().equalsIgnoreCase(metric) && one.dimension().equalsIgnoreCase(dimension));
  }

  private static Stream<Point> points(Stream<Series> some) {
    return some.flatMap(one -> one.points().stream());
  }
}
