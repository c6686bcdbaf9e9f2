package io.gatewayresponder.incident;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.incident.AlertReading.Bad;
import io.gatewayresponder.incident.AlertReading.Ignored;
import io.gatewayresponder.incident.AlertReading.Ours;
import io.gatewayresponder.incident.AlertReading.OutOfScope;
import io.gatewayresponder.incident.AlertReading.TooLarge;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what an action group posts: the common alert schema, and the two older schemas that it
 * sends when nobody switched the common one on. Lenient about what Azure varies (spellings, nulls,
 * numbers as strings) and strict about what we build on: which gateway, which alert, when.
 */
public final class AlertReader {
  /** The documented cap of one notification in the common schema. */
  public static final int MAX_BYTES = 256 * 1024;

  /** Notifications are about 8 levels deep; deeper is no notification. */
  private static final int MAX_NESTING = 32;

  /** Descriptions and queries are the longest texts that Azure puts in. */
  private static final int MAX_STRING = 64 * 1024;

  /** More targets than a rule can have; keeps one request from opening a thousand incidents. */
  private static final int MAX_TARGETS = 100;

  static final String GATEWAY_TYPE = "Microsoft.Network/applicationGateways";

  private static final String COMMON = "azureMonitorCommonAlertSchema";
  private static final String LEGACY = "AzureMonitorMetricAlert";

  /** What Azure accepts as a gateway's name; anything else in a target was not made by Azure. */
  private static final Pattern GATEWAY_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,79}");

  /** Resource group names may have letters of any language. */
  private static final Pattern GROUP_NAME = Pattern.compile("[\\p{L}\\p{N}_.()-]{1,90}");

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxStringLength(MAX_STRING)
                          .maxNameLength(1000)
                          .maxNumberLength(100)
                          .maxDocumentLength(MAX_BYTES)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Scope scope;

  public AlertReader(Scope scope) {
    this.scope = scope;
  }

  /** Reads one request body. Never throws. */
  public AlertReading read(byte[] body) {
    if (body.length > MAX_BYTES) {
      return new TooLarge("larger than " + MAX_BYTES / 1024 + " KB");
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(body);
    } catch (IOException e) {
      return new Bad("not JSON, or nested too deeply, or with too long a text");
    }
    if (root == null || !root.isObject()) {
      return new Bad("not a JSON object");
    }
    String schema = AlertText.of(root.path("schemaId"));
    if (schema.equalsIgnoreCase(COMMON)) {
      return common(root.path("data"));
    }
    if (schema.equalsIgnoreCase(LEGACY)) {
      return older(root.path("data"));
    }
    if (schema.isEmpty() && root.path("context").has("condition") && root.has("status")) {
      return older(root);
    }
    return schema.isEmpty()
        ? new Bad("no schemaId: not a notification of Azure Monitor")
        : new Ignored("a notification of another schema than those of metric alerts");
  }

  private AlertReading common(JsonNode data) {
    JsonNode essentials = data.path("essentials");
    if (!essentials.isObject()) {
      return new Bad("no data.essentials");
    }
    JsonNode condition = data.path("alertContext").path("condition");
    String metric = metric(condition);
    String signal = AlertText.of(essentials.path("signalType"));
    if (!signal.equalsIgnoreCase("Metric") && (!signal.isEmpty() || metric.isEmpty())) {
      return new Ignored("not a metric alert");
    }
    List<String> targets = texts(essentials.path("alertTargetIDs"));
    if (targets.isEmpty()) {
      targets = texts(essentials.path("alertTargetIds"));
    }
    String monitorCondition = AlertText.of(essentials.path("monitorCondition"));
    boolean resolved = monitorCondition.equalsIgnoreCase("Resolved");
    if (!resolved && !monitorCondition.equalsIgnoreCase("Fired")) {
      return new Bad("monitorCondition is neither Fired nor Resolved");
    }
    JsonNode at = essentials.path("firedDateTime");
    if (resolved && essentials.path("resolvedDateTime").isTextual()) {
      at = essentials.path("resolvedDateTime");
    }
    return alerts(
        targets,
        AlertText.id(essentials.path("alertId")),
        resolved,
        AlertText.shown(essentials.path("alertRule")),
        metric,
        AlertText.shown(essentials.path("severity")),
        AlertText.time(at));
  }

  /**
   * The metric alert schemas before the common one. They have no id for a firing: the rule stands
   * in for it, and the time tells one firing from the next.
   */
  private AlertReading older(JsonNode data) {
    JsonNode context = data.path("context");
    if (!context.isObject()) {
      return new Bad("no context");
    }
    List<String> targets = new ArrayList<>();
    targets.add(AlertText.of(context.path("resourceId")));
    for (JsonNode criterion : context.path("condition").path("allOf")) {
      for (JsonNode dimension : criterion.path("dimensions")) {
        if (AlertText.of(dimension.path("name")).equalsIgnoreCase("microsoft.resourceId")) {
          targets.add(AlertText.of(dimension.path("value")));
        }
      }
    }
    String status = AlertText.of(data.path("status"));
    boolean resolved =
        status.equalsIgnoreCase("Deactivated") || status.equalsIgnoreCase("Resolved");
    if (!resolved && !status.equalsIgnoreCase("Activated")) {
      return new Bad("status is neither Activated nor Deactivated");
    }
    return alerts(
        targets,
        AlertText.id(context.path("id")),
        resolved,
        AlertText.shown(context.path("name")),
        metric(context.path("condition")),
        AlertText.shown(context.path("severity")),
        AlertText.time(context.path("timestamp")));
  }

  private AlertReading alerts(
      List<String> targets,
      Optional<String> id,
      boolean resolved,
      String rule,
      String metric,
      String severity,
      Optional<Instant> at) {
    if (targets.size() > MAX_TARGETS) {
      return new Bad("more than " + MAX_TARGETS + " targets");
    }
    Map<String, ResourceId> gateways = new LinkedHashMap<>();
    for (String target : targets) {
      if (!target.toLowerCase(Locale.ROOT).contains("/applicationgateways/")) {
        continue;
      }
      Optional<ResourceId> gateway = gateway(target);
      if (gateway.isEmpty()) {
        return new Bad("a target looks like an application gateway but is no valid resource id");
      }
      gateways.putIfAbsent(gateway.get().key(), gateway.get());
    }
    if (gateways.isEmpty()) {
      return new Ignored("not about an application gateway");
    }
    if (id.isEmpty() || at.isEmpty()) {
      return new Bad(id.isEmpty() ? "no usable alert id" : "no usable time");
    }
    if (metric.isEmpty()) {
      return new Bad("no metric name");
    }
    List<Alert> ours = new ArrayList<>();
    for (ResourceId gateway : gateways.values()) {
      if (scope.covers(gateway)) {
        ours.add(
            new Alert(
                id.get(),
                resolved ? Alert.Condition.RESOLVED : Alert.Condition.FIRED,
                rule.isEmpty() ? "without a name" : rule,
                metric,
                AlertText.severity(severity),
                gateway,
                at.get()));
      }
    }
    return ours.isEmpty()
        ? new OutOfScope("about a gateway outside the configured scope")
        : new Ours(ours);
  }

  /** The gateway of a target: the target itself, or what the target is a part of. */
  private static Optional<ResourceId> gateway(String target) {
    return ResourceId.find(target)
        .map(ResourceId::root)
        .filter(root -> root.isType(GATEWAY_TYPE))
        .filter(root -> GATEWAY_NAME.matcher(root.name()).matches())
        .filter(root -> GROUP_NAME.matcher(root.resourceGroup()).matches());
  }

  private static String metric(JsonNode condition) {
    String direct = AlertText.shown(condition.path("metricName"));
    if (!direct.isEmpty()) {
      return direct;
    }
    for (JsonNode criterion : condition.path("allOf")) {
      String name = AlertText.shown(criterion.path("metricName"));
      if (!name.isEmpty()) {
        return name;
      }
    }
    return "";
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    if (array.isTextual()) {
      texts.add(array.asText());
    }
    array.forEach(element -> texts.add(AlertText.of(element)));
    return texts;
  }
}
