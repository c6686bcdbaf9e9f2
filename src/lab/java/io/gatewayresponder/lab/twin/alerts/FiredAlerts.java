package io.gatewayresponder.lab.twin.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.AlertsModel;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import io.gatewayresponder.lab.twin.network.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The alerts as the alerts management service lists them. Nobody acknowledges any, so all are New.
 */
public final class FiredAlerts implements AlertsModel {

  /**
   * Filters that we follow, and those that only shape the list (paging, order, age of a few hours).
   */
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "api-version",
          "targetresource",
          "targetresourcetype",
          "targetresourcegroup",
          "monitorcondition",
          "monitorservice",
          "alertstate",
          "severity",
          "alertrule",
          "timerange",
          "customtimerange",
          "sortby",
          "sortorder",
          "pagecount",
          "includecontext",
          "includeegressconfig",
          "select",
          "smartgroupid");

  private final AlertEngine engine;

  public FiredAlerts(AlertEngine engine) {
    this.engine = engine;
  }

  @Override
  public ObjectNode alerts(String subscription, Map<String, String> query) {
    Map<String, String> filters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    filters.putAll(query);
    for (String name : query.keySet()) {
      if (!UNDERSTOOD.contains(Json.lower(name))) {
        throw new ArmError(
            501, "NotSimulated", "The lab does not simulate the filter " + name + ".");
      }
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode value = answer.putArray("value");
    for (Alert alert : engine.history().all()) {
      ObjectNode shown = show(alert);
      if (Json.lower(alert.id()).startsWith("/subscriptions/" + Json.lower(subscription) + "/")
          && accepts(filters, shown.path("properties").path("essentials"))) {
        value.add(shown);
      }
    }
    return answer;
  }

  private static boolean accepts(Map<String, String> filters, JsonNode essentials) {
    for (String name :
        Set.of(
            "targetResource",
            "targetResourceType",
            "targetResourceGroup",
            "monitorCondition",
            "monitorService",
            "alertState",
            "severity",
            "alertRule")) {
      String wanted = filters.getOrDefault(name, "");
      if (!wanted.isBlank() && !wanted.equalsIgnoreCase(essentials.path(name).asText())) {
        return false;
      }
    }
    return true;
  }

  private static ObjectNode show(Alert alert) {
    ResourceId target = ResourceId.of(alert.target());
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("id", alert.id());
    shown.put("name", alert.rule().name());
    shown.put("type", "Microsoft.AlertsManagement/alerts");
    ObjectNode essentials = shown.putObject("properties").putObject("essentials");
    essentials.put("severity", "Sev" + alert.rule().severity());
    essentials.put("signalType", "Metric");
    essentials.put("alertState", "New");
    essentials.put("monitorCondition", alert.isFired() ? "Fired" : "Resolved");
    essentials.put("monitorService", "Platform");
    essentials.put("targetResource", Json.lower(alert.target()));
    essentials.put("targetResourceName", Json.lower(target.name()));
    essentials.put("targetResourceGroup", Json.lower(target.resourceGroup()));
    essentials.put("targetResourceType", Json.lower(target.type()));
    essentials.put("sourceCreatedId", Json.lastSegment(alert.id()));
    essentials.put("alertRule", alert.rule().id());
    essentials.put("description", alert.rule().description());
    essentials.put("startDateTime", CommonAlert.ticks(alert.firedAt()));
    String changed = CommonAlert.ticks(alert.resolvedAt().orElse(alert.firedAt()));
    essentials.put("lastModifiedDateTime", changed);
    alert
        .resolvedAt()
        .ifPresent(at -> essentials.put("monitorConditionResolvedDateTime", CommonAlert.ticks(at)));
    essentials.put("lastModifiedUserName", "System");
    essentials.putObject("actionStatus").put("isSuppressed", false);
    return shown;
  }
}
