package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import io.gatewayresponder.lab.twin.logs.LogDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Log Analytics workspaces: made and deleted at once. */
final class Workspaces {
  private static final String TYPE = LogDocuments.WORKSPACE_TYPE;
  private static final String ONE = ArmRoom.GROUP + "/providers/" + TYPE + "/{name}";

  private final ArmRoom room;

  private Workspaces(ArmRoom room) {
    this.room = room;
  }

  static List<Route> of(ArmRoom room) {
    Workspaces workspaces = new Workspaces(room);
    List<Route> routes = new ArrayList<>(ReadRoutes.of(room, TYPE));
    routes.add(Route.changes("PUT", ONE, TYPE + "/write", workspaces::put));
    routes.add(Route.changes("DELETE", ONE, TYPE + "/delete", workspaces::delete));
    return routes;
  }

  private ArmResponse put(ArmRequest request) {
    ResourceId id = ResourceId.of(request.path());
    room.requireGroup(id);
    boolean created = room.estate().find(id.toString()).isEmpty();
    ObjectNode sent = request.document();
    ObjectNode workspace =
        LogDocuments.workspace(id.toString(), sent.path("location").asText("westeurope"));
    int days = sent.path("properties").path("retentionInDays").asInt(0);
    if (days > 0) {
      Json.properties(workspace).put("retentionInDays", days);
    }
    if (sent.path("tags").isObject()) {
      workspace.set("tags", sent.path("tags"));
    }
    room.estate().put(workspace);
    return new ArmResponse(created ? 201 : 200, Map.of(), workspace);
  }

  private ArmResponse delete(ArmRequest request) {
    boolean there = room.estate().find(request.path()).isPresent();
    room.estate().remove(request.path());
    return new ArmResponse(there ? 200 : 204, Map.of(), null);
  }
}
