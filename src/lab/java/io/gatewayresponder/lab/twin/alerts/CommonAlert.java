package io.gatewayresponder.lab.twin.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.alerts.Alert.Observation;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import io.gatewayresponder.lab.twin.metrics.Metric;
import io.gatewayresponder.lab.twin.network.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The common alert schema, as a webhook gets it for a metric alert. */
final class CommonAlert {

  /** Azure writes seven digits of a second. */
  private static final DateTimeFormatter TICKS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private CommonAlert() {}

  static ObjectNode of(Alert alert, Observation seen, JsonNode webHookProperties) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.put("schemaId", "azureMonitorCommonAlertSchema");
    ObjectNode data = payload.putObject("data");
    essentials(data.putObject("essentials"), alert);
    ObjectNode context = data.putObject("alertContext");
    JsonNode properties =
        webHookProperties.isObject() ? webHookProperties : JsonNodeFactory.instance.nullNode();
    context.set("properties", properties);
    context.put("conditionType", alert.rule().conditionType());
    condition(context.putObject("condition"), alert, seen);
    data.set("customProperties", properties.deepCopy());
    return payload;
  }

  private static void essentials(ObjectNode essentials, Alert alert) {
    AlertRule rule = alert.rule();
    ResourceId target = ResourceId.of(alert.target());
    essentials.put("alertId", alert.id());
    essentials.put("alertRule", rule.name());
    essentials.put("alertRuleID", rule.id());
    essentials.put("targetResourceType", Json.lower(target.type()));
    essentials.put("targetResourceGroup", Json.lower(target.resourceGroup()));
    essentials.put("severity", "Sev" + rule.severity());
    essentials.put("signalType", "Metric");
    essentials.put("monitorCondition", alert.isFired() ? "Fired" : "Resolved");
    essentials.put("monitoringService", "Platform");
    essentials.putArray("alertTargetIDs").add(Json.lower(alert.target()));
    essentials.putArray("configurationItems").add(Json.lower(target.name()));
    essentials.put("originAlertId", origin(alert));
    essentials.put("firedDateTime", ticks(alert.firedAt()));
    alert.resolvedAt().ifPresent(at -> essentials.put("resolvedDateTime", ticks(at)));
    essentials.put("description", rule.description());
    essentials.put("essentialsVersion", "1.0");
    essentials.put("alertContextVersion", "1.0");
  }

  private static String origin(Alert alert) {
    ResourceId rule = ResourceId.of(alert.rule().id());
    int hash = (Json.lower(alert.target()) + alert.series()).hashCode();
    return rule.subscription()
        + ("_" + rule.resourceGroup() + "_microsoft.insights_metricAlerts_")
        + (rule.name() + "_" + hash);
  }

  private static void condition(ObjectNode condition, Alert alert, Observation seen) {
    condition.put("windowSize", alert.rule().window().toString());
    ArrayNode allOf = condition.putArray("allOf");
    for (Criterion criterion : alert.rule().allOf()) {
      ObjectNode one = allOf.addObject();
      one.put("metricName", criterion.metricName());
      one.put("metricNamespace", Metric.NAMESPACE);
      one.put("operator", criterion.operator());
      one.put("threshold", plain(criterion.threshold()));
      one.put("timeAggregation", criterion.aggregation());
      ArrayNode dimensions = one.putArray("dimensions");
      if (criterion.split().isPresent() && !alert.series().isEmpty()) {
        String name = criterion.split().get().dimension();
        dimensions.addObject().put("name", name).put("value", alert.series());
      }
      one.put("metricValue", seen.values().get(criterion.metricName()));
      one.putNull("webTestName");
    }
    condition.put("windowStartTime", MILLIS.format(seen.from()));
    condition.put("windowEndTime", MILLIS.format(seen.to()));
  }

  /** A threshold is sent as a text: 10, not 10.0. */
  private static String plain(double threshold) {
    return BigDecimal.valueOf(threshold).stripTrailingZeros().toPlainString();
  }

  static String ticks(Instant instant) {
    return TICKS.format(instant);
  }
}
