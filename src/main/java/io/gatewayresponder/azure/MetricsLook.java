package io.gatewayresponder.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpPipeline;
import com.azure.core.util.Context;
import com.azure.monitor.query.MetricsQueryClient;
import com.azure.monitor.query.MetricsQueryClientBuilder;
import com.azure.monitor.query.models.AggregationType;
import com.azure.monitor.query.models.MetricResult;
import com.azure.monitor.query.models.MetricValue;
import com.azure.monitor.query.models.MetricsQueryOptions;
import com.azure.monitor.query.models.MetricsQueryResult;
import com.azure.monitor.query.models.QueryTimeInterval;
import com.azure.monitor.query.models.TimeSeriesElement;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.GatewayMetrics.Point;
import io.gatewayresponder.evidence.GatewayMetrics.Series;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A gateway's metrics of the last hour. The only class that knows azure-monitor-query, which is
 * superseded. It is given the reader's own pipeline, so that the metrics client asks for a token of
 * the same audience as every other read ({@code {ARM endpoint}/.default}) and has the same
 * patience.
 */
final class MetricsLook {
  private static final String SPLIT = "BackendSettingsPool";
  private static final Duration LAST = Duration.ofHours(1);
  private static final Duration GRAIN = Duration.ofMinutes(1);

  /** With a filter Azure gives ten series unless asked for more: 100 pools, two settings each. */
  private static final int MAX_SERIES = 200;

  /** What Azure aggregates each metric by, as its documentation says is meaningful. */
  private static final Map<String, AggregationType> AGGREGATION =
      Map.of(
          "FailedRequests", AggregationType.TOTAL,
          "TotalRequests", AggregationType.TOTAL,
          "UnhealthyHostCount", AggregationType.AVERAGE,
          "HealthyHostCount", AggregationType.AVERAGE,
          "CapacityUnits", AggregationType.AVERAGE,
          "CpuUtilization", AggregationType.AVERAGE);

  /** Metrics that are asked for together: a filter applies to all of one question. */
  record Question(String what, String call, List<String> metrics, boolean split) {}

  private final MetricsQueryClient client;

  MetricsLook(HttpPipeline reader, URI armEndpoint) {
    this.client =
        new MetricsQueryClientBuilder()
            .endpoint(armEndpoint.toString())
            .pipeline(reader)
            .buildClient();
  }

  /** What is asked of every gateway. */
  static Question requests(ResourceId gateway) {
    return new Question(
        "request and host metrics of " + gateway.name(),
        call(gateway) + "by " + SPLIT,
        List.of("FailedRequests", "TotalRequests", "UnhealthyHostCount", "HealthyHostCount"),
        true);
  }

  /**
   * How busy the gateway is: a question of its own, since there are no pools to split it by. The
   * generations measure it by different metrics, and Azure refuses a question for one that the
   * gateway does not have.
   */
  static Question load(ResourceId gateway, Gateway.Generation generation) {
    String metric =
        switch (generation) {
          case V1 -> "CpuUtilization";
          case V2 -> "CapacityUnits";
        };
    return new Question(
        "capacity metrics of " + gateway.name(), call(gateway) + metric, List.of(metric), false);
  }

  private static String call(ResourceId gateway) {
    return "GET " + gateway + "/providers/microsoft.insights/metrics ";
  }

  Look<GatewayMetrics> ask(ResourceId gateway, Question question) {
    MetricsQueryOptions options =
        new MetricsQueryOptions()
            // Up to Azure's own now: our clock may be another.
            .setTimeInterval(new QueryTimeInterval(LAST))
            .setGranularity(GRAIN)
            .setAggregations(
                question.metrics().stream().map(MetricsLook::aggregation).distinct().toList());
    if (question.split()) {
      options.setFilter(SPLIT + " eq '*'").setTop(MAX_SERIES);
    }
    try {
      return Look.found(
          read(
              client
                  .queryResourceWithResponse(
                      path(gateway), question.metrics(), options, Context.NONE)
                  .getValue()));
    } catch (HttpResponseException e) {
      return SdkRefusal.look(question.what(), e);
    } catch (RuntimeException e) {
      ArmAnswer.Silent silent = ArmCalls.silence(e);
      return new Look.Unreadable<>(silent.why(), question.what(), silent.detail());
    }
  }

  /** Without its first slash: the SDK puts one in front. */
  private static String path(ResourceId gateway) {
    return gateway.toString().substring(1);
  }

  private static GatewayMetrics read(MetricsQueryResult result) {
    List<Series> series = new ArrayList<>();
    for (MetricResult metric : result.getMetrics()) {
      for (TimeSeriesElement element : metric.getTimeSeries()) {
        String dimension = element.getMetadata().values().stream().findFirst().orElse("");
        series.add(
            new Series(
                metric.getMetricName(),
                dimension,
                String.valueOf(metric.getUnit()),
                points(metric.getMetricName(), element.getValues())));
      }
    }
    return new GatewayMetrics(List.copyOf(series));
  }

  private static AggregationType aggregation(String metric) {
    return AGGREGATION.getOrDefault(metric, AggregationType.AVERAGE);
  }

  private static List<Point> points(String metric, List<MetricValue> values) {
    boolean total = aggregation(metric) == AggregationType.TOTAL;
    List<Point> points = new ArrayList<>();
    for (MetricValue value : values) {
      Double number = total ? value.getTotal() : value.getAverage();
      // Where nothing flowed there is a time without a value: absent, not zero.
      if (number != null && value.getTimeStamp() != null) {
        points.add(new Point(value.getTimeStamp().toInstant(), number));
      }
    }
    return List.copyOf(points);
  }

  /** Puts the answers together again. The first has to be there; of the rest, what is readable. */
  static Look<GatewayMetrics> join(List<Look<GatewayMetrics>> parts) {
    return parts
        .get(0)
        .map(
            first -> {
              List<Series> series = new ArrayList<>();
              parts.forEach(
                  part -> part.asFound().ifPresent(found -> series.addAll(found.series())));
              return new GatewayMetrics(List.copyOf(series));
            });
  }
}
