package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.GatewayMetrics.Point;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Subject;
import java.time.Duration;
import java.util.List;

/**
 * Whether requests still fail. The access log is of a whole hour and does not say when: what was
 * mended half an hour ago still stands in it.
 */
final class RequestsNow {
  /** Metrics are a minute or two late; an alert looks at five minutes. */
  static final Duration LATELY = Duration.ofMinutes(5);

  private static final String FAILED = "FailedRequests";

  private RequestsNow() {}

  /**
   * True only where the metric says so: it has figures of the last minutes, and all are zero. The
   * first generation leaves out requests that met no healthy back end, so its zero says nothing.
   */
  static boolean areOver(Sight sight, Subject subject) {
    boolean second =
        sight
            .gateway()
            .map(gateway -> gateway.generation() == Gateway.Generation.V2)
            .asFound()
            .orElse(false);
    return second
        && sight.metrics().map(metrics -> areOver(metrics, subject)).asFound().orElse(false);
  }

  private static boolean areOver(GatewayMetrics metrics, Subject subject) {
    List<Point> own =
        subject
            .asPair()
            .map(pair -> metrics.last(LATELY, FAILED, pair.pool() + "~" + pair.setting()))
            .orElseGet(List::of);
    List<Point> points = own.isEmpty() ? metrics.last(LATELY, FAILED) : own;
    return !points.isEmpty() && points.stream().allMatch(point -> point.value() == 0);
  }
}
