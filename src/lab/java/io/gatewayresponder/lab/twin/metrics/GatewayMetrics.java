package io.gatewayresponder.lab.twin.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.MetricsModel;
import io.gatewayresponder.lab.twin.network.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The metrics operation in Azure's shape. A point without data is its time stamp alone. */
public final class GatewayMetrics implements MetricsModel {

  private final MetricStore store;
  private final Clock clock;

  public GatewayMetrics(MetricStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public ObjectNode metrics(String resourceId, Map<String, String> query) {
    MetricQuery asked = MetricQuery.of(query, clock.instant());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("cost", Duration.between(asked.from(), asked.to()).toMinutes());
    answer.put("timespan", seconds(asked.from()) + "/" + seconds(asked.to()));
    answer.put("interval", asked.interval().toString());
    ArrayNode values = answer.putArray("value");
    for (Metric metric : asked.metrics()) {
      values.add(metric(resourceId, metric, asked));
    }
    answer.put("namespace", Metric.NAMESPACE);
    answer.put("resourceregion", "westeurope");
    return answer;
  }

  private ObjectNode metric(String resourceId, Metric metric, MetricQuery asked) {
    ObjectNode shown = MetricCatalogue.head(resourceId, metric);
    ArrayNode timeseries = shown.putArray("timeseries");
    // The minute that is under way is not published yet.
    Instant complete = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    Instant from = asked.from().truncatedTo(ChronoUnit.MINUTES);
    Instant until = asked.to().isBefore(complete) ? asked.to() : complete;
    Map<String, NavigableMap<Instant, Point>> series =
        store.between(Json.lower(resourceId), metric, from, until);
    Optional<DimensionFilter> filter = asked.filter();
    if (filter.isPresent()) {
      String dimension = checked(metric, filter.get());
      series.forEach(
          (value, points) -> {
            if (filter.get().accepts(value)) {
              ObjectNode one = timeseries.addObject();
              metadata(one.putArray("metadatavalues"), dimension, value);
              data(one.putArray("data"), points, from, asked, metric);
            }
          });
    } else if (!series.isEmpty()) {
      ObjectNode one = timeseries.addObject();
      one.putArray("metadatavalues");
      data(one.putArray("data"), merged(series), from, asked, metric);
    }
    shown.put("errorCode", "Success");
    return shown;
  }

  private static String checked(Metric metric, DimensionFilter filter) {
    return metric
        .dimension()
        .filter(name -> name.equalsIgnoreCase(filter.dimension()))
        .orElseThrow(
            () ->
                MetricQuery.bad(
                    "Metric: "
                        + metric.azureName()
                        + " does not support requested dimension"
                        + " combination: "
                        + filter.dimension().toLowerCase(Locale.ROOT)));
  }

  /** Dimension names come back in lower case, as recorded answers have them. */
  private static void metadata(ArrayNode metadata, String dimension, String value) {
    String name = dimension.toLowerCase(Locale.ROOT);
    ObjectNode entry = metadata.addObject();
    entry.putObject("name").put("value", name).put("localizedValue", name);
    entry.put("value", value);
  }

  /** Several series as one: totals add up, an average is over all their samples. */
  static NavigableMap<Instant, Point> merged(Map<String, NavigableMap<Instant, Point>> series) {
    NavigableMap<Instant, Point> all = new TreeMap<>();
    series
        .values()
        .forEach(points -> points.forEach((at, point) -> all.merge(at, point, Point::plus)));
    return all;
  }

  private static void data(
      ArrayNode data,
      NavigableMap<Instant, Point> points,
      Instant from,
      MetricQuery asked,
      Metric metric) {
    List<String> aggregations =
        asked.aggregations().isEmpty()
            ? List.of(metric.primaryAggregation())
            : asked.aggregations();
    for (Instant at = from; at.isBefore(asked.to()); at = at.plus(asked.interval())) {
      ObjectNode point = data.addObject().put("timeStamp", seconds(at));
      MetricStore.sum(points.subMap(at, true, at.plus(asked.interval()), false).values())
          .ifPresent(
              value ->
                  aggregations.forEach(
                      name -> point.put(name.toLowerCase(Locale.ROOT), value.by(name))));
    }
  }

  private static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Override
  public ObjectNode metricDefinitions(String resourceId, Map<String, String> query) {
    return MetricCatalogue.definitions(resourceId);
  }
}
