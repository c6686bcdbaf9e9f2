package io.gatewayresponder.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.GatewayMetrics.Point;
import io.gatewayresponder.evidence.GatewayMetrics.Series;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Azure Monitor's metrics as REST and {@code az monitor metrics list} write them. */
final class MetricsShape {
  private MetricsShape() {}

  /**
   * Reads the metrics of an answer.
   *
   * @param metrics the elements of its {@code value}
   */
  static JsonNode read(JsonNode metrics) {
    List<Series> series = new ArrayList<>();
    for (JsonNode metric : metrics) {
      String name = metric.path("name").path("value").asText();
      for (JsonNode element : metric.path("timeseries")) {
        series.add(
            new Series(
                name,
                element.path("metadatavalues").path(0).path("value").asText(""),
                metric.path("unit").asText(),
                points(name, element.path("data"))));
      }
    }
    return Json.tree(new GatewayMetrics(series));
  }

  private static List<Point> points(String metric, JsonNode data) {
    List<Point> points = new ArrayList<>();
    for (JsonNode point : data) {
      Optional<Instant> at = time(point.path("timeStamp").asText());
      JsonNode value = value(metric, point);
      // A minute without data has a time and no value.
      if (at.isPresent() && value.isNumber()) {
        points.add(new Point(at.get(), value.asDouble()));
      }
    }
    return points;
  }

  /** Requests are counted, everything else is measured. */
  private static JsonNode value(String metric, JsonNode point) {
    String first = metric.endsWith("Requests") ? "total" : "average";
    String second = metric.endsWith("Requests") ? "average" : "total";
    return point.path(first).isNumber() ? point.path(first) : point.path(second);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
