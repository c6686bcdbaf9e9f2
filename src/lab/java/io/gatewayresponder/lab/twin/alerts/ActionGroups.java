package io.gatewayresponder.lab.twin.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.network.Documents;
import io.gatewayresponder.lab.twin.network.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom an action group calls: its webhooks and its functions, which are webhooks with a key in the
 * address.
 */
record ActionGroups(Documents documents) {

  /**
   * The addresses that want the common schema; the older schemas are not modelled, and such
   * receivers get nothing.
   */
  List<String> endpoints(String actionGroupId) {
    return documents
        .find(actionGroupId)
        .map(Json::properties)
        .filter(group -> group.path("enabled").asBoolean(true))
        .map(ActionGroups::receivers)
        .orElse(List.of());
  }

  private static List<String> receivers(JsonNode group) {
    List<String> endpoints = new ArrayList<>();
    add(endpoints, group.path("webhookReceivers"), "serviceUri");
    add(endpoints, group.path("azureFunctionReceivers"), "httpTriggerUrl");
    return List.copyOf(endpoints);
  }

  private static void add(List<String> endpoints, JsonNode receivers, String addressField) {
    for (JsonNode receiver : receivers) {
      if (receiver.path("useCommonAlertSchema").asBoolean(false)) {
        Json.text(receiver, addressField).ifPresent(endpoints::add);
      }
    }
  }
}
