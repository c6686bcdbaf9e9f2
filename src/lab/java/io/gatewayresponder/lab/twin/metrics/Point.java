package io.gatewayresponder.lab.twin.metrics;

import java.util.Locale;

/**
 * Samples of a metric put together: those of a minute, of a longer interval, or of several series.
 */
public record Point(double total, long count, double minimum, double maximum) {

  static Point of(double sample) {
    return new Point(sample, 1, sample, sample);
  }

  public Point plus(Point other) {
    return new Point(
        total + other.total,
        count + other.count,
        Math.min(minimum, other.minimum),
        Math.max(maximum, other.maximum));
  }

  /** The value of one of Azure's aggregations: total, average, minimum, maximum, count. */
  public double by(String aggregation) {
    return switch (aggregation.toLowerCase(Locale.ROOT)) {
      case "average" -> total / count;
      case "minimum" -> minimum;
      case "maximum" -> maximum;
      case "count" -> count;
      default -> total;
    };
  }
}
