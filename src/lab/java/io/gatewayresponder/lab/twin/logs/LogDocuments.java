package io.gatewayresponder.lab.twin.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * Workspaces and diagnostic settings in the shapes that were recorded, ready to be put into the
 * estate.
 */
public final class LogDocuments {
  public static final String WORKSPACE_TYPE = "Microsoft.OperationalInsights/workspaces";

  public static final String SETTING_TYPE = "Microsoft.Insights/diagnosticSettings";

  static final String ACCESS_LOG = "ApplicationGatewayAccessLog";
  static final String ALL_LOGS = "allLogs";

  private LogDocuments() {}

  /** A workspace; its customer id follows from its id. */
  public static ObjectNode workspace(String id, String location) {
    ResourceId resource = ResourceId.of(id);
    ObjectNode workspace = Json.object();
    ObjectNode properties = workspace.putObject("properties");
    properties
        .put("customerId", customerId(id))
        .put("provisioningState", "Succeeded")
        .put("retentionInDays", 30)
        .put("publicNetworkAccessForIngestion", "Enabled")
        .put("publicNetworkAccessForQuery", "Enabled");
    properties.putObject("sku").put("name", "PerGB2018");
    properties
        .putObject("features")
        .put("legacy", 0)
        .put("searchVersion", 1)
        .put("enableLogAccessUsingOnlyResourcePermissions", true);
    properties
        .putObject("workspaceCapping")
        .put("dailyQuotaGb", -1.0)
        .put("dataIngestionStatus", "RespectQuota");
    return workspace
        .put("location", location)
        .put("id", resource.toString())
        .put("name", resource.name())
        .put("type", WORKSPACE_TYPE);
  }

  /** By which the log query service knows a workspace. */
  public static String customerId(String workspaceId) {
    return UUID.nameUUIDFromBytes(ResourceId.key(workspaceId).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  /**
   * A diagnostic setting that sends a gateway's access log, and nothing else, to a workspace.
   *
   * @param dedicated whether into the resource's own table, else into AzureDiagnostics
   * @param enabled whether the category is switched on
   */
  public static ObjectNode accessLogSetting(
      String gatewayId, String name, String workspaceId, boolean dedicated, boolean enabled) {
    ObjectNode sent = Json.object();
    ObjectNode properties = sent.putObject("properties");
    properties.put("workspaceId", workspaceId);
    if (dedicated) {
      properties.put("logAnalyticsDestinationType", "Dedicated");
    }
    properties.putArray("logs").addObject().put("category", ACCESS_LOG).put("enabled", enabled);
    return setting(settingId(gatewayId, name), sent);
  }

  /** The id of a diagnostic setting, in lower case but for its end, as Azure writes it. */
  public static String settingId(String resourceId, String name) {
    return resourceId.toLowerCase(Locale.ROOT)
        + "/providers/microsoft.insights/diagnosticSettings/"
        + name;
  }

  /** A diagnostic setting as it is shown, of what was sent: what is not set is null, not absent. */
  public static ObjectNode setting(String id, ObjectNode sent) {
    ObjectNode given = Json.properties(sent);
    ObjectNode setting = Json.object();
    setting
        .put("id", id)
        .put("type", SETTING_TYPE)
        .put("name", id.substring(id.lastIndexOf('/') + 1))
        .putNull("location")
        .putNull("kind")
        .putNull("tags");
    ObjectNode properties = setting.putObject("properties");
    copy(given, properties, "storageAccountId");
    copy(given, properties, "serviceBusRuleId");
    copy(given, properties, "workspaceId");
    copy(given, properties, "eventHubAuthorizationRuleId");
    copy(given, properties, "eventHubName");
    properties.set("metrics", given.withArrayProperty("metrics").deepCopy());
    ArrayNode logs = properties.putArray("logs");
    for (ObjectNode log : Json.objects(given.path("logs"))) {
      ObjectNode shown = logs.addObject();
      copy(log, shown, "category");
      copy(log, shown, "categoryGroup");
      shown.put("enabled", log.path("enabled").asBoolean(false));
      shown.putObject("retentionPolicy").put("enabled", false).put("days", 0);
    }
    copy(given, properties, "logAnalyticsDestinationType");
    return setting.putNull("identity");
  }

  private static void copy(ObjectNode from, ObjectNode to, String field) {
    to.set(field, from.hasNonNull(field) ? from.path(field).deepCopy() : to.nullNode());
  }
}
