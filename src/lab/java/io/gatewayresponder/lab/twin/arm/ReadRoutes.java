package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import java.util.List;
import java.util.function.Predicate;

/** Reading a type of resource: one, those of a group, those of a subscription. */
final class ReadRoutes {
  private final ArmRoom room;
  private final String type;

  private ReadRoutes(ArmRoom room, String type) {
    this.room = room;
    this.type = type;
  }

  static List<Route> of(ArmRoom room, String type) {
    ReadRoutes reads = new ReadRoutes(room, type);
    String action = type + "/read";
    String list = "/providers/" + type;
    return List.of(
        Route.asks("GET", ArmRoom.GROUP + list + "/{name}", action, reads::one),
        Route.asks("GET", ArmRoom.GROUP + list, action, reads::ofGroup),
        Route.asks("GET", "/subscriptions/{subscription}" + list, action, reads::ofSubscription));
  }

  private ArmResponse one(ArmRequest request) {
    return ArmResponse.resource(room.get(request.path()));
  }

  private ArmResponse ofGroup(ArmRequest request) {
    return list(
        id ->
            id.subscription().equalsIgnoreCase(request.name("subscription"))
                && id.resourceGroup().equalsIgnoreCase(request.name("group")));
  }

  private ArmResponse ofSubscription(ArmRequest request) {
    return list(id -> id.subscription().equalsIgnoreCase(request.name("subscription")));
  }

  private ArmResponse list(Predicate<ResourceId> wanted) {
    List<ObjectNode> documents =
        room.estate().ofType(type).stream()
            .filter(document -> wanted.test(ResourceId.of(document.path("id").asText())))
            .toList();
    return ArmResponse.ok(Json.list(documents));
  }
}
