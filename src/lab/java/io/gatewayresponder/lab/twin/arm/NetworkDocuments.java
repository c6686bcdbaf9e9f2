package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Associations;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ReadOnlyFields;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import io.gatewayresponder.lab.twin.estate.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The other top-level resources of the network: read, and written as a whole. A write takes
 * seconds.
 */
final class NetworkDocuments {
  private final ArmRoom room;
  private final String operation;
  private final BiConsumer<ArmRequest, ObjectNode> check;

  private NetworkDocuments(
      ArmRoom room, String operation, BiConsumer<ArmRequest, ObjectNode> check) {
    this.room = room;
    this.operation = operation;
    this.check = check;
  }

  /**
   * Routes of a type.
   *
   * @param operation how the provider calls a write
   * @param check throws for a document that is not valid, or refers to what the sender may not use
   */
  static List<Route> of(
      ArmRoom room, String type, String operation, BiConsumer<ArmRequest, ObjectNode> check) {
    NetworkDocuments documents = new NetworkDocuments(room, operation, check);
    List<Route> routes = new ArrayList<>(ReadRoutes.of(room, type));
    routes.add(
        Route.changes(
            "PUT",
            ArmRoom.GROUP + "/providers/" + type + "/{name}",
            type + "/write",
            documents::put));
    return routes;
  }

  private ArmResponse put(ArmRequest request) {
    ResourceId id = ResourceId.of(request.path());
    room.requireGroup(id);
    ObjectNode document = request.document().put("id", id.toString());
    if (document.path("location").asText().isEmpty()) {
      throw new ArmError(
          400, "LocationRequired", "The location property is required for this definition.");
    }
    Optional<ObjectNode> stored = room.estate().find(id.toString());
    stored.ifPresent(old -> document.put("id", old.path("id").asText()));
    ReadOnlyFields.fill(document, stored.orElse(null));
    check.accept(request, document);
    new GatewaySubnets(room.estate()).require(document);
    Stamp.all(document, "Updating", Stamp.newEtag());
    Operations.Operation running =
        room.operations()
            .begin(
                id.toString(),
                operation,
                true,
                room.options().smallChange(),
                () -> {
                  stored.ifPresent(old -> Associations.unlink(room.estate(), old));
                  room.estate().declare(document);
                  Associations.link(room.estate(), document);
                },
                () -> settled(id.toString()));
    return room.accepted(request, running, stored.isEmpty(), document);
  }

  private Outcome settled(String id) {
    room.estate().update(id, document -> Stamp.all(document, "Succeeded", Stamp.newEtag()));
    room.estate().deploy(id);
    return new Outcome.Succeeded(Json.object().nullNode());
  }
}
