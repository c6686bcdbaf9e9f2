package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import io.gatewayresponder.lab.twin.logs.LogDocuments;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where a resource's logs go: resources on resources, written and deleted at once. */
final class DiagnosticSettings {
  private static final String LIST = "/{resource*}/providers/Microsoft.Insights/diagnosticSettings";
  private static final String ONE = LIST + "/{name}";
  private static final String ACTION = "Microsoft.Insights/diagnosticSettings/";

  /** What a gateway has logs of, and the groups that they come in. */
  private static final Set<String> OF_GATEWAYS =
      Set.of(
          "applicationgatewayaccesslog",
          "applicationgatewayperformancelog",
          "applicationgatewayfirewalllog",
          "alllogs",
          "audit");

  private final ArmRoom room;

  private DiagnosticSettings(ArmRoom room) {
    this.room = room;
  }

  static List<Route> of(ArmRoom room) {
    DiagnosticSettings settings = new DiagnosticSettings(room);
    return List.of(
        Route.asks("GET", LIST, ACTION + "read", settings::list),
        Route.asks("GET", ONE, ACTION + "read", settings::get),
        Route.changes("PUT", ONE, ACTION + "write", settings::put),
        Route.changes("DELETE", ONE, ACTION + "delete", settings::delete));
  }

  private ArmResponse list(ArmRequest request) {
    String resource = resource(request);
    String prefix = LogDocuments.settingId(resource, "");
    List<ObjectNode> found =
        room.estate().ofType(LogDocuments.SETTING_TYPE).stream()
            .filter(setting -> setting.path("id").asText().startsWith(prefix))
            .toList();
    return ArmResponse.ok(Json.list(found));
  }

  private ArmResponse get(ArmRequest request) {
    String id = LogDocuments.settingId(resource(request), request.name("name"));
    return ArmResponse.ok(room.estate().find(id).orElseThrow(() -> missing(request)));
  }

  private ArmResponse put(ArmRequest request) {
    String resource = resource(request);
    ObjectNode sent = request.document();
    check(resource, sent);
    String id = LogDocuments.settingId(resource, request.name("name"));
    ObjectNode setting = LogDocuments.setting(id, sent);
    room.estate().put(setting);
    return ArmResponse.ok(setting);
  }

  private ArmResponse delete(ArmRequest request) {
    String id = LogDocuments.settingId(resource(request), request.name("name"));
    boolean there = room.estate().find(id).isPresent();
    room.estate().remove(id);
    return new ArmResponse(there ? 200 : 204, Map.of(), null);
  }

  private String resource(ArmRequest request) {
    return room.get("/" + request.name("resource")).path("id").asText();
  }

  private void check(String resource, ObjectNode sent) {
    String workspace = sent.path("properties").path("workspaceId").asText("");
    if (!workspace.isEmpty() && room.estate().find(workspace).isEmpty()) {
      throw room.missing(workspace);
    }
    boolean gateway = ResourceId.of(resource).type().equalsIgnoreCase(Gateways.TYPE);
    for (ObjectNode log : Json.objects(sent.path("properties").path("logs"))) {
      String category = log.path("category").asText("") + log.path("categoryGroup").asText("");
      if (gateway && !OF_GATEWAYS.contains(category.toLowerCase(Locale.ROOT))) {
        throw ArmError.flat(400, "BadRequest", "Category '" + category + "' is not supported.");
      }
    }
  }

  private static ArmError missing(ArmRequest request) {
    return ArmError.flat(
        404,
        "ResourceNotFound",
        "The Resource '%s' was not found: the diagnostic setting does not exist."
            .formatted(request.path()));
  }
}
