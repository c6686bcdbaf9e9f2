package io.gatewayresponder.lab.twin.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The metrics that the modelled load and health produce. */
public interface MetricsModel {
  /**
   * The body of {@code GET {resourceId}/providers/Microsoft.Insights/metrics}.
   *
   * @param query the request's parameters, decoded, as they came (metricnames, timespan, interval,
   *     aggregation, $filter …)
   * @throws ArmError for an unknown metric and the like
   */
  ObjectNode metrics(String resourceId, Map<String, String> query);

  /** The body of {@code GET {resourceId}/providers/Microsoft.Insights/metricDefinitions}. */
  ObjectNode metricDefinitions(String resourceId, Map<String, String> query);
}
