package io.gatewayresponder.lab.twin.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.metrics.Metric;
import io.gatewayresponder.lab.twin.metrics.MetricStore;
import io.gatewayresponder.lab.twin.metrics.Point;
import io.gatewayresponder.lab.twin.network.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** One static condition of a metric alert rule: an aggregated metric compared with a threshold. */
record Criterion(
    String metricName,
    String operator,
    double threshold,
    String aggregation,
    Optional<Split> split) {

  /** A dimension by which the metric is split: each value that it takes is watched on its own. */
  record Split(String dimension, boolean include, List<String> values) {

    boolean accepts(String value) {
      boolean named =
          values.stream().anyMatch(each -> each.equals("*") || each.equalsIgnoreCase(value));
      return include == named;
    }
  }

  static Criterion of(JsonNode criterion) {
    JsonNode dimension = criterion.path("dimensions").path(0);
    return new Criterion(
        criterion.path("metricName").asText(),
        criterion.path("operator").asText("GreaterThan"),
        criterion.path("threshold").asDouble(),
        criterion.path("timeAggregation").asText("Average"),
        dimension.isObject() ? Optional.of(split(dimension)) : Optional.empty());
  }

  private static Split split(JsonNode dimension) {
    List<String> values = new ArrayList<>();
    dimension.path("values").forEach(value -> values.add(value.asText()));
    boolean include = !dimension.path("operator").asText("Include").equalsIgnoreCase("Exclude");
    return new Split(dimension.path("name").asText(), include, List.copyOf(values));
  }

  /**
   * The values of a window by the dimension's value; under the empty text when the metric is not
   * split. What had no data is not there.
   */
  Map<String, Double> values(MetricStore store, String target, Instant from, Instant to) {
    Optional<Metric> metric = Metric.find(metricName);
    if (metric.isEmpty()) {
      return Map.of();
    }
    Map<String, Double> values = new TreeMap<>();
    Optional<Point> whole = Optional.empty();
    Map<String, NavigableMap<Instant, Point>> series =
        store.between(Json.lower(target), metric.get(), from, to);
    for (Map.Entry<String, NavigableMap<Instant, Point>> one : series.entrySet()) {
      Optional<Point> point = MetricStore.whole(one.getValue());
      if (split.isEmpty()) {
        Optional<Point> before = whole;
        whole = point.map(here -> before.map(here::plus).orElse(here)).or(() -> before);
      } else if (point.isPresent() && split.get().accepts(one.getKey())) {
        values.put(one.getKey(), point.get().by(aggregation));
      }
    }
    whole.ifPresent(point -> values.put("", point.by(aggregation)));
    return values;
  }

  boolean isMetBy(double value) {
    return switch (operator.toLowerCase(Locale.ROOT)) {
      case "greaterthan" -> value > threshold;
      case "greaterthanorequal" -> value >= threshold;
      case "lessthan" -> value < threshold;
      case "lessthanorequal" -> value <= threshold;
      default -> value == threshold;
    };
  }
}
