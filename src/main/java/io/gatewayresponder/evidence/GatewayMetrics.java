package io.gatewayresponder.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
  public record Series(String metric, String dimension, String unit, List<Point> points) {
    public Series {
      points = points.stream().sorted(Comparator.comparing(Point::at)).toList();
    }

    /** Before all time where there is no point. */
    private Instant newest() {
      return points.isEmpty() ? Instant.MIN : points.get(points.size() - 1).at();
    }

    /** Looks from the end: what is asked for is minutes of an hour, in hundreds of series. */
    private List<Point> after(Instant from) {
      int first = points.size();
      while (first > 0 && points.get(first - 1).at().isAfter(from)) {
        first--;
      }
      return points.subList(first, points.size());
    }
  }

  /** One minute's value. */
  public record Point(Instant at, double value) {}

  /** The time of the newest point of any metric; nothing where there is no point at all. */
  public Optional<Instant> newest() {
    Instant newest = Instant.MIN;
    for (Series one : series) {
      if (one.newest().isAfter(newest)) {
        newest = one.newest();
      }
    }
    return newest.equals(Instant.MIN) ? Optional.empty() : Optional.of(newest);
  }

  /**
   * The points of a metric, those of all its series, in the last minutes up to the newest point of
   * any metric: a metric that has ended is not current.
   */
  public List<Point> last(Duration time, String metric) {
    return last(time, one -> one.metric().equalsIgnoreCase(metric));
  }

  /** Those of one series of the metric. */
  public List<Point> last(Duration time, String metric, String dimension) {
    return last(
        time,
        one ->
            one.metric().equalsIgnoreCase(metric) && one.dimension().equalsIgnoreCase(dimension));
  }

  private List<Point> last(Duration time, Predicate<Series> which) {
    Instant from = newest().map(newest -> newest.minus(time)).orElse(Instant.MAX);
    List<Point> points = new ArrayList<>();
    for (Series one : series) {
      if (which.test(one)) {
        points.addAll(one.after(from));
      }
    }
    return List.copyOf(points);
  }
}
