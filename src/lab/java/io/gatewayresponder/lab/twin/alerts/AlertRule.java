package io.gatewayresponder.lab.twin.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.network.Json;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A metric alert rule, read from its ARM document. Conditions with dynamic thresholds are not
 * modelled.
 */
record AlertRule(
    String id,
    String name,
    String description,
    int severity,
    boolean enabled,
    boolean resolvesItself,
    List<String> scopes,
    Duration frequency,
    Duration window,
    String conditionType,
    List<Criterion> allOf,
    List<Action> actions) {

  static final String TYPE = "Microsoft.Insights/metricAlerts";

  /** An action group to call, with the properties that the rule hands to its webhooks. */
  record Action(String actionGroupId, JsonNode properties) {}

  /**
   * Empty for a document whose durations cannot be read: one bad rule must not silence the others.
   */
  static Optional<AlertRule> find(JsonNode document) {
    try {
      return Optional.of(of(document));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static AlertRule of(JsonNode document) {
    JsonNode properties = Json.properties(document);
    List<Criterion> criteria = new ArrayList<>();
    for (JsonNode criterion : properties.path("criteria").path("allOf")) {
      if (!criterion.path("criterionType").asText("").startsWith("Dynamic")) {
        criteria.add(Criterion.of(criterion));
      }
    }
    List<String> scopes = new ArrayList<>();
    properties.path("scopes").forEach(scope -> scopes.add(scope.asText()));
    return new AlertRule(
        document.path("id").asText(),
        document.path("name").asText(),
        properties.path("description").asText(""),
        properties.path("severity").asInt(3),
        properties.path("enabled").asBoolean(true),
        properties.path("autoMitigate").asBoolean(true),
        List.copyOf(scopes),
        Duration.parse(properties.path("evaluationFrequency").asText("PT1M")),
        Duration.parse(properties.path("windowSize").asText("PT5M")),
        conditionType(properties.path("criteria").path("odata.type").asText("")),
        List.copyOf(criteria),
        actions(properties.path("actions")));
  }

  /** The last part of the criteria's type, which is what the payload calls them. */
  private static String conditionType(String odataType) {
    String last = odataType.substring(odataType.lastIndexOf('.') + 1);
    return last.endsWith("Criteria") ? last : "SingleResourceMultipleMetricCriteria";
  }

  private static List<Action> actions(JsonNode actions) {
    List<Action> groups = new ArrayList<>();
    for (JsonNode action : actions) {
      groups.add(
          new Action(action.path("actionGroupId").asText(), action.path("webHookProperties")));
    }
    return List.copyOf(groups);
  }
}
