package io.gatewayresponder.evidence;

import java.time.Instant;
import java.util.List;

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
}
