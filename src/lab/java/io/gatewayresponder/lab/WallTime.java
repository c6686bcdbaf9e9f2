package io.gatewayresponder.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gatewayresponder.lab.twin.alerts.Transport;
import io.gatewayresponder.lab.twin.clock.TwinClock;
import io.gatewayresponder.lab.twin.estate.AlertsModel;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.LogsModel;
import io.gatewayresponder.lab.twin.estate.MetricsModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Between the twin's clock, which may run fast, and the app, which lives by the wall clock. Where
 * the app asks for the last hour it means an hour of the twin's time that ends now; what the twin
 * answers or sends is dated back the same way. Without this the app would ask for metrics of an
 * hour that the twin left behind long ago, and would be told of alerts in the future.
 */
final class WallTime {
  private static final Pattern MOMENT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|\\+00:00)");

  /** Moments of alerts, each a few per alert: far more than a lab ever has. */
  private static final int REMEMBERED = 10_000;

  private final TwinClock twin;
  private final Clock wall;

  /** What a moment of the twin was on the wall clock, as it was first told. */
  private final Map<String, Instant> told =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  WallTime(TwinClock twin, Clock wall) {
    this.twin = twin;
    this.wall = wall;
  }

  /** Metrics for somebody who lives by the wall clock. */
  MetricsModel metrics(MetricsModel model) {
    return new MetricsModel() {
      @Override
      public ObjectNode metrics(String resourceId, Map<String, String> query) {
        // Whole minutes, so that minutes of metrics stay minutes.
        Duration ahead = ahead().truncatedTo(ChronoUnit.MINUTES);
        Map<String, String> shifted = new LinkedHashMap<>(query);
        shifted.replaceAll(
            (name, value) ->
                name.equalsIgnoreCase("timespan")
                    ? shifted(value, moment -> moment.plus(ahead))
                    : value);
        return dated(model.metrics(resourceId, shifted), moment -> moment.minus(ahead));
      }

      @Override
      public ObjectNode metricDefinitions(String resourceId, Map<String, String> query) {
        return model.metricDefinitions(resourceId, query);
      }
    };
  }

  /** Logs for somebody who lives by the wall clock; also moments in a query are moved. */
  LogsModel logs(LogsModel model) {
    return new LogsModel() {
      @Override
      public Set<String> tables(String query) {
        return model.tables(query);
      }

      @Override
      public ObjectNode query(String workspaceId, String query, String timespan) {
        // Whole minutes, so that what is counted by the minute stays so.
        Duration ahead = ahead().truncatedTo(ChronoUnit.MINUTES);
        Function<Instant, Instant> forward = moment -> moment.plus(ahead);
        ObjectNode answer =
            model.query(workspaceId, shifted(query, forward), shifted(timespan, forward));
        return dated(answer, moment -> moment.minus(ahead));
      }
    };
  }

  /** Alerts for somebody who lives by the wall clock. */
  AlertsModel alerts(AlertsModel model) {
    return (subscription, query) -> dated(model.alerts(subscription, query), this::told);
  }

  /** Notifications for somebody who lives by the wall clock. */
  Transport transport(Transport transport) {
    return (endpoint, json) -> transport.post(endpoint, dated(json).toString());
  }

  private ObjectNode dated(String json) {
    try {
      if (Json.read(json.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode object) {
        return dated(object, this::told);
      }
      throw new IllegalArgumentException("A notification that is no object: " + json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Duration ahead() {
    return Duration.between(wall.instant(), twin.instant());
  }

  /** One moment is one moment, however often it is told. */
  private synchronized Instant told(Instant moment) {
    return told.computeIfAbsent(moment.toString(), unused -> moment.minus(ahead()));
  }

  private static ObjectNode dated(ObjectNode object, Function<Instant, Instant> date) {
    object
        .properties()
        .forEach(
            field -> {
              if (field.getValue() instanceof TextNode text) {
                field.setValue(TextNode.valueOf(shifted(text.asText(), date)));
              } else {
                inside(field.getValue(), date);
              }
            });
    return object;
  }

  private static void inside(JsonNode node, Function<Instant, Instant> date) {
    if (node instanceof ObjectNode object) {
      ObjectNode unused = dated(object, date);
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i) instanceof TextNode text) {
          array.set(i, TextNode.valueOf(shifted(text.asText(), date)));
        } else {
          inside(array.get(i), date);
        }
      }
    }
  }

  /** The text with every moment in it moved; texts that are no moments, ids say, hold none. */
  private static String shifted(String text, Function<Instant, Instant> date) {
    return MOMENT
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    date.apply(Instant.parse(match.group().replace("+00:00", "Z"))).toString()));
  }
}
