package io.gatewayresponder.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.estate.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A notification in the common alert schema as an action group would send it, for a gateway that
 * the twin's own alert rules do not watch.
 *
 * @param condition Fired or Resolved
 */
record SentAlert(String id, String gateway, String metric, String condition, Instant at) {
  /** A new alert that fires now. */
  static SentAlert fired(String gateway, String metric) {
    return new SentAlert(
        "/subscriptions/%s/providers/Microsoft.AlertsManagement/alerts/%s"
            .formatted(Estates.SUBSCRIPTION, UUID.randomUUID()),
        gateway,
        metric,
        "Fired",
        Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  static SentAlert fired(String gateway) {
    return fired(gateway, "UnhealthyHostCount");
  }

  /** The end of this alert. */
  SentAlert resolved() {
    return new SentAlert(id, gateway, metric, "Resolved", at.plusSeconds(1));
  }

  /** The body, to be spoiled by whoever wants to. */
  ObjectNode document() {
    ObjectNode root = Json.object().put("schemaId", "azureMonitorCommonAlertSchema");
    ObjectNode data = root.putObject("data");
    ObjectNode essentials =
        data.putObject("essentials")
            .put("alertId", id)
            .put("alertRule", "a rule of the test")
            .put("severity", "Sev1")
            .put("signalType", "Metric")
            .put("monitorCondition", condition)
            .put("monitoringService", "Platform");
    essentials.putArray("alertTargetIDs").add(gateway);
    essentials.putArray("configurationItems").add("gateway");
    essentials
        .put("firedDateTime", at.toString())
        .put("description", "")
        .put("essentialsVersion", "1.0")
        .put("alertContextVersion", "1.0");
    if (condition.equals("Resolved")) {
      essentials.put("resolvedDateTime", at.toString());
    }
    data.putObject("alertContext")
        .put("conditionType", "SingleResourceMultipleMetricCriteria")
        .putObject("condition")
        .putArray("allOf")
        .addObject()
        .put("metricName", metric)
        .put("metricNamespace", "Microsoft.Network/applicationGateways")
        .put("threshold", "0");
    return root;
  }

  String json() {
    return document().toString();
  }
}
