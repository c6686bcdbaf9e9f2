package io.gatewayresponder.lab.twin.logs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.network.Cached;
import io.gatewayresponder.lab.twin.network.Documents;
import io.gatewayresponder.lab.twin.network.Json;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Where each gateway's access log goes now, by its diagnostic settings. */
final class Destinations {
  /** A table in a workspace. */
  record Destination(String workspaceKey, String table) {}

  private final Cached<Map<String, Set<Destination>>> byGateway;

  Destinations(Documents documents) {
    this.byGateway = new Cached<>(documents, Destinations::read);
  }

  /** None when no enabled setting sends the access log to a workspace that is there. */
  Set<Destination> of(String gatewayId) {
    return byGateway.get().getOrDefault(Json.lower(gatewayId), Set.of());
  }

  private static Map<String, Set<Destination>> read(Documents documents) {
    Map<String, Set<Destination>> found = new HashMap<>();
    for (JsonNode setting : documents.ofType(LogDocuments.SETTING_TYPE)) {
      String workspace = Json.text(Json.properties(setting), "workspaceId").orElse("");
      if (collectsAccessLog(setting) && documents.find(workspace).isPresent()) {
        String key = Json.lower(setting.path("id").asText());
        String gateway = key.substring(0, key.lastIndexOf("/providers/"));
        found
            .computeIfAbsent(gateway, unused -> new LinkedHashSet<>())
            .add(new Destination(Json.lower(workspace), table(setting)));
      }
    }
    return found;
  }

  private static String table(JsonNode setting) {
    boolean dedicated =
        Json.text(Json.properties(setting), "logAnalyticsDestinationType")
            .filter("Dedicated"::equalsIgnoreCase)
            .isPresent();
    return dedicated ? DedicatedTable.NAME : LegacyTable.NAME;
  }

  private static boolean collectsAccessLog(JsonNode setting) {
    for (JsonNode log : Json.properties(setting).path("logs")) {
      boolean access =
          log.path("category").asText().equalsIgnoreCase(LogDocuments.ACCESS_LOG)
              || log.path("categoryGroup").asText().equalsIgnoreCase(LogDocuments.ALL_LOGS);
      if (access && log.path("enabled").asBoolean(false)) {
        return true;
      }
    }
    return false;
  }
}
