package io.gatewayresponder.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Recognises documents as {@code az rest}, {@code az … show} and {@code az … list} save them: by
 * their id and shape, never by where they came from.
 */
final class ArmShapes {
  private static final String DIAGNOSTIC_SETTING =
      "/providers/microsoft.insights/diagnosticsettings/";

  private static final String SITE = "microsoft.web/sites";

  /** Resources that are looked at one by one, under their own id. */
  private static final Map<String, String> ONE_BY_ONE =
      Map.of(
          "microsoft.network/applicationgateways", Key.GATEWAY,
          "microsoft.network/virtualnetworks", Key.VIRTUAL_NETWORK,
          "microsoft.network/networksecuritygroups", Key.NETWORK_SECURITY_GROUP,
          "microsoft.network/networkinterfaces", Key.NETWORK_INTERFACE,
          "microsoft.network/routetables", Key.ROUTE_TABLE,
          "microsoft.network/publicipaddresses", Key.PUBLIC_ADDRESS);

  private ArmShapes() {}

  /** What this document answers; nothing when it is not recognised. */
  static List<SavedLook> read(JsonNode document) {
    if (document.isArray()) {
      return list((ArrayNode) document);
    }
    if (document.path("value").isArray()) {
      return list((ArrayNode) document.path("value"));
    }
    if (document.path("tables").isArray()) {
      return one(new Key(Key.ACCESS_LOGS, List.of()), LogRows.ofTables(document));
    }
    if (isHealth(document)) {
      return one(Key.of(Key.BACKEND_HEALTH), document);
    }
    return resource(FlatShape.nest(document));
  }

  /**
   * PowerShell's own objects: other names for everything, and cut off below a depth of two unless
   * told otherwise, so reading them would give half a gateway.
   */
  static boolean isOfPowerShell(JsonNode document) {
    JsonNode first = document.isArray() ? document.path(0) : document;
    return first.path("ResourceId").isTextual()
        || (first.path("Id").isTextual() && first.has("Name") && !first.has("id"));
  }

  private static boolean isHealth(JsonNode document) {
    return document.path("backendHealthHttpSettings").isObject()
        || (document.path("backendAddressPools").isArray() && !document.has("id"));
  }

  private static List<SavedLook> list(ArrayNode elements) {
    JsonNode first = elements.path(0);
    if (first.path("timeseries").isArray()) {
      return one(Key.of(Key.METRICS), MetricsShape.read(elements));
    }
    if (first.has("eventTimestamp")) {
      return changes(elements);
    }
    if (first.has("TableName")) {
      return one(Key.of(Key.ACCESS_LOGS), LogRows.ofObjects(elements));
    }
    List<SavedLook> looks = new ArrayList<>();
    elements.forEach(element -> looks.addAll(resource(FlatShape.nest(element))));
    return looks;
  }

  private static List<SavedLook> resource(JsonNode document) {
    String text = document.path("id").asText("");
    if (!document.path("properties").isObject()) {
      return List.of();
    }
    int setting = text.toLowerCase(Locale.ROOT).indexOf(DIAGNOSTIC_SETTING);
    if (setting > 0) {
      return one(Key.of(Key.DIAGNOSTIC_SETTINGS, text.substring(0, setting)), value(document));
    }
    return ResourceId.find(text)
        .map(id -> ofType(id, id.type().toLowerCase(Locale.ROOT), document))
        .orElse(List.of());
  }

  private static List<SavedLook> ofType(ResourceId id, String type, JsonNode document) {
    String look = ONE_BY_ONE.get(type);
    if (look != null) {
      return one(Key.of(look, id), document);
    }
    if (type.equals(SITE) && document.path("properties").has("defaultHostName")) {
      return one(Key.of(Key.WEB_APPS), value(document));
    }
    // The answer to a change of config/web has the app's own id.
    boolean restrictions = document.path("properties").has("ipSecurityRestrictions");
    if (type.startsWith(SITE) && restrictions) {
      return one(Key.ofWhole(Key.ACCESS_RESTRICTIONS, id), document);
    }
    if (type.equals(SITE + "/hostnamebindings")) {
      return one(Key.ofWhole(Key.HOST_NAME_BINDINGS, id), value(document));
    }
    return List.of();
  }

  /** One log for each resource group that its events are of. */
  private static List<SavedLook> changes(ArrayNode events) {
    List<SavedLook> looks = new ArrayList<>();
    for (JsonNode event : events) {
      ResourceId.find(event.path("resourceId").asText(""))
          .ifPresent(id -> looks.add(new SavedLook(Key.changesIn(id), Look.found(value(event)))));
    }
    return looks;
  }

  private static List<SavedLook> one(Key key, JsonNode document) {
    return List.of(new SavedLook(key, Look.found(document)));
  }

  private static ObjectNode value(JsonNode element) {
    ObjectNode list = Json.MAPPER.createObjectNode();
    list.putArray("value").add(element);
    return list;
  }
}
