package io.gatewayresponder.lab.twin.metrics;

import io.gatewayresponder.lab.twin.estate.ArmError;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parameters of a metrics request, understood. Names of parameters have no case. */
record MetricQuery(
    List<Metric> metrics,
    Instant from,
    Instant to,
    Duration interval,
    List<String> aggregations,
    Optional<DimensionFilter> filter) {

  /** Documented: without a time span the last hour. */
  private static final Duration DEFAULT_SPAN = Duration.ofHours(1);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** The service refuses more points than this many, and so do we before we build them. */
  private static final long MOST_POINTS = 50_000;

  static MetricQuery of(Map<String, String> parameters, Instant now) {
    Map<String, String> query = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    query.putAll(parameters);
    Instant[] span = span(query.getOrDefault("timespan", ""), now);
    Duration whole = Duration.between(span[0], span[1]);
    Duration interval = interval(query.getOrDefault("interval", "PT1M"), whole);
    if (whole.isNegative() || whole.toMinutes() / interval.toMinutes() > MOST_POINTS) {
      throw bad("The time span " + query.get("timespan") + " is not usable.");
    }
    List<String> aggregations = split(query.getOrDefault("aggregation", ""));
    return new MetricQuery(
        metrics(query.getOrDefault("metricnames", "")),
        span[0],
        span[1],
        interval,
        aggregations,
        Optional.ofNullable(query.get("$filter"))
            .filter(text -> !text.isBlank())
            .map(DimensionFilter::of));
  }

  private static List<Metric> metrics(String names) {
    List<Metric> metrics = new ArrayList<>();
    for (String name : split(names)) {
      metrics.add(Metric.find(name).orElseThrow(() -> unknown(name)));
    }
    if (metrics.isEmpty()) {
      throw bad("The request names no metric.");
    }
    return metrics;
  }

  private static ArmError unknown(String name) {
    if (Metric.isKnownElsewhere(name)) {
      return ArmError.flat(
          501, "NotSimulated", "The lab does not simulate the metric " + name + ".");
    }
    List<String> valid = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      valid.add(metric.azureName());
    }
    return bad(
        "Failed to find metric configuration for provider: Microsoft.Network, resource Type:"
            + (" applicationGateways, metric: " + name)
            + (", Valid metrics: " + String.join(",", valid)));
  }

  /** Start/end, start/duration, duration/end, or a duration that ends now. */
  private static Instant[] span(String text, Instant now) {
    try {
      if (text.isBlank()) {
        return new Instant[] {now.minus(DEFAULT_SPAN), now};
      }
      String[] parts = text.split("/", -1);
      if (parts.length == 1) {
        return new Instant[] {now.minus(Duration.parse(parts[0])), now};
      }
      if (parts[0].startsWith("P")) {
        Instant end = instant(parts[1]);
        return new Instant[] {end.minus(Duration.parse(parts[0])), end};
      }
      Instant start = instant(parts[0]);
      return new Instant[] {
        start, parts[1].startsWith("P") ? start.plus(Duration.parse(parts[1])) : instant(parts[1])
      };
    } catch (DateTimeParseException e) {
      throw bad("The time span " + text + " cannot be read: " + e.getMessage());
    }
  }

  private static Instant instant(String text) {
    // A plus sign of a zone becomes a space in a query that was not encoded well.
    return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
  }

  private static Duration interval(String text, Duration whole) {
    if (text.equalsIgnoreCase("FULL")) {
      return whole.compareTo(MINUTE) < 0 ? MINUTE : whole.truncatedTo(ChronoUnit.MINUTES);
    }
    try {
      Duration interval = Duration.parse(text);
      if (interval.compareTo(MINUTE) >= 0) {
        return interval.truncatedTo(ChronoUnit.MINUTES);
      }
    } catch (DateTimeParseException e) {
      throw bad("The interval " + text + " cannot be read: " + e.getMessage());
    }
    throw bad("The interval " + text + " is finer than the grain PT1M.");
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        parts.add(part.trim());
      }
    }
    return parts;
  }

  static ArmError bad(String message) {
    return ArmError.flat(400, "BadRequest", message);
  }
}
