package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ReadOnlyFields;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Alert rules and action groups: documents that are written and deleted at once. The alert engine
 * reads them.
 */
final class InsightsDocuments {
  private final ArmRoom room;

  private InsightsDocuments(ArmRoom room) {
    this.room = room;
  }

  static List<Route> of(ArmRoom room, String type) {
    InsightsDocuments documents = new InsightsDocuments(room);
    String one = ArmRoom.GROUP + "/providers/" + type + "/{name}";
    List<Route> routes = new ArrayList<>(ReadRoutes.of(room, type));
    routes.add(Route.changes("PUT", one, type + "/write", documents::put));
    routes.add(Route.changes("DELETE", one, type + "/delete", documents::delete));
    return routes;
  }

  private ArmResponse put(ArmRequest request) {
    ResourceId id = ResourceId.of(request.path());
    room.requireGroup(id);
    boolean created = room.estate().find(id.toString()).isEmpty();
    ObjectNode document = request.document().put("id", id.toString());
    ReadOnlyFields.fill(document, null);
    room.estate().put(document);
    return new ArmResponse(created ? 201 : 200, Map.of(), document);
  }

  private ArmResponse delete(ArmRequest request) {
    boolean there = room.estate().find(request.path()).isPresent();
    room.estate().remove(request.path());
    return new ArmResponse(there ? 200 : 204, Map.of(), null);
  }
}
