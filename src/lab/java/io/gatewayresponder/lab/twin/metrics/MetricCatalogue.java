package io.gatewayresponder.lab.twin.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the metrics say about themselves, in Azure's shape. */
final class MetricCatalogue {

  private static final List<String> AGGREGATIONS =
      List.of("None", "Average", "Minimum", "Maximum", "Total", "Count");

  private MetricCatalogue() {}

  /** The part of a metrics answer that stands before the series. */
  static ObjectNode head(String resourceId, Metric metric) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("id", resourceId + "/providers/Microsoft.Insights/metrics/" + metric.azureName());
    shown.put("type", "Microsoft.Insights/metrics");
    name(shown, metric.azureName(), metric.localizedName());
    shown.put("displayDescription", metric.localizedName());
    return shown.put("unit", metric.unit());
  }

  static ObjectNode definitions(String resourceId) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode definitions = answer.putArray("value");
    for (Metric metric : Metric.values()) {
      ObjectNode definition = definitions.addObject();
      definition.put(
          "id",
          resourceId + "/providers/microsoft.insights/metricdefinitions/" + metric.azureName());
      definition.put("resourceId", resourceId);
      definition.put("namespace", Metric.NAMESPACE);
      name(definition, metric.azureName(), metric.localizedName());
      definition.put("displayDescription", metric.localizedName());
      definition.put("isDimensionRequired", false);
      definition.put("unit", metric.unit());
      definition.put("primaryAggregationType", metric.primaryAggregation());
      ArrayNode aggregations = definition.putArray("supportedAggregationTypes");
      AGGREGATIONS.forEach(aggregations::add);
      ObjectNode availability = definition.putArray("metricAvailabilities").addObject();
      availability.put("timeGrain", "PT1M").put("retention", "P93D");
      metric
          .dimension()
          .ifPresent(
              dimension ->
                  definition
                      .putArray("dimensions")
                      .addObject()
                      .put("value", dimension)
                      .put("localizedValue", dimension));
    }
    return answer;
  }

  private static void name(ObjectNode parent, String value, String localized) {
    parent.putObject("name").put("value", value).put("localizedValue", localized);
  }
}
