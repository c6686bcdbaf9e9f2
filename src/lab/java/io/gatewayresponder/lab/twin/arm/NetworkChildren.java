package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Associations;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ReadOnlyFields;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import io.gatewayresponder.lab.twin.estate.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sub-resources that can be written by themselves: the rules of a security group, the subnets of a
 * network. A write shows in the parent at once, with its state Updating, and works some seconds
 * later. Two rules can be written at once, two subnets cannot.
 */
final class NetworkChildren {
  /** What differs between kinds of children. */
  record Kind(String parentType, String collection, String put, String delete, boolean exclusive) {
    static final Kind RULES =
        new Kind(
            "Microsoft.Network/networkSecurityGroups",
            "securityRules",
            "PutSecurityRuleOperation",
            "DeleteSecurityRuleOperation",
            false);
    static final Kind SUBNETS =
        new Kind(
            "Microsoft.Network/virtualNetworks",
            "subnets",
            "PutSubnetOperation",
            "DeleteSubnetOperation",
            true);

    String type() {
      return parentType + "/" + collection;
    }
  }

  /**
   * A child as it is to be.
   *
   * @param child what was sent, completed in place
   * @param stored as it was, empty for a new one
   * @param others its siblings
   */
  record Sent(
      ArmRequest request,
      ObjectNode parent,
      ObjectNode child,
      Optional<ObjectNode> stored,
      List<ObjectNode> others) {}

  private final ArmRoom room;
  private final Kind kind;
  private final Consumer<Sent> check;

  private NetworkChildren(ArmRoom room, Kind kind, Consumer<Sent> check) {
    this.room = room;
    this.kind = kind;
    this.check = check;
  }

  /**
   * Routes of a kind.
   *
   * @param check completes a child that was sent, and throws when the sender may not refer to what
   *     it refers to, or when it does not fit to its parent and siblings
   */
  static List<Route> of(ArmRoom room, Kind kind, Consumer<Sent> check) {
    NetworkChildren children = new NetworkChildren(room, kind, check);
    String list =
        ArmRoom.GROUP + "/providers/" + kind.parentType() + "/{parent}/" + kind.collection();
    String one = list + "/{name}";
    List<Route> routes = new ArrayList<>();
    routes.add(Route.asks("GET", list, kind.type() + "/read", children::list));
    routes.add(
        Route.asks(
            "GET",
            one,
            kind.type() + "/read",
            request -> ArmResponse.resource(room.get(request.path()))));
    routes.add(Route.changes("PUT", one, kind.type() + "/write", children::put));
    if (kind.equals(Kind.RULES)) {
      routes.add(Route.changes("DELETE", one, kind.type() + "/delete", children::delete));
    }
    return routes;
  }

  private ArmResponse list(ArmRequest request) {
    ObjectNode parent = room.get(request.scope());
    return ArmResponse.ok(
        Json.list(Json.objects(parent.path("properties").path(kind.collection()))));
  }

  private ArmResponse put(ArmRequest request) {
    ResourceId id = ResourceId.of(request.path());
    String parentId = id.parent().orElseThrow().toString();
    ObjectNode parent = room.get(parentId);
    // Whatever case the caller wrote its path in, the child is where its parent is.
    String childId = parent.path("id").asText() + "/" + kind.collection() + "/" + id.name();
    ObjectNode child =
        request.document().put("id", childId).put("name", id.name()).put("type", kind.type());
    Optional<ObjectNode> stored = room.estate().find(id.toString());
    stored.ifPresent(old -> child.put("id", old.path("id").asText()));
    List<ObjectNode> others =
        Json.objects(parent.path("properties").path(kind.collection())).stream()
            .filter(one -> !one.path("name").asText().equalsIgnoreCase(id.name()))
            .toList();
    if (kind.equals(Kind.SUBNETS)) {
      ReadOnlyFields.subnet(child, stored.orElse(null));
    }
    check.accept(new Sent(request, parent, child, stored, others));
    new GatewaySubnets(room.estate()).require(with(parent, id, Optional.of(child)));
    Stamp.all(child, "Updating", Stamp.newEtag());
    Operations.Operation running =
        room.operations()
            .begin(
                parentId,
                kind.put(),
                kind.exclusive(),
                room.options().smallChange(),
                () -> write(parentId, id, Optional.of(child)),
                () -> settled(parentId, id));
    return room.accepted(request, running, stored.isEmpty(), child);
  }

  private ArmResponse delete(ArmRequest request) {
    ResourceId id = ResourceId.of(request.path());
    String parentId = id.parent().orElseThrow().toString();
    ObjectNode parent = room.get(parentId);
    if (room.estate().find(id.toString()).isEmpty()) {
      return new ArmResponse(204, Map.of(), null);
    }
    new GatewaySubnets(room.estate()).require(with(parent, id, Optional.empty()));
    Operations.Operation running =
        room.operations()
            .begin(
                parentId,
                kind.delete(),
                kind.exclusive(),
                room.options().smallChange(),
                () -> write(parentId, id, Optional.empty()),
                () -> settled(parentId, id));
    return room.started(request, running, true, null);
  }

  /** Shows the child in the parent's document, or shows it no more. */
  private void write(String parentId, ResourceId id, Optional<ObjectNode> child) {
    ObjectNode parent = room.get(parentId);
    Associations.unlink(room.estate(), parent);
    ObjectNode changed = with(parent, id, child);
    Stamp.etag(changed, Stamp.newEtag());
    room.estate().declare(changed);
    Associations.link(room.estate(), changed);
  }

  private ObjectNode with(ObjectNode parent, ResourceId id, Optional<ObjectNode> child) {
    ObjectNode changed = parent.deepCopy();
    var children = Json.properties(changed).withArrayProperty(kind.collection());
    int at = -1;
    for (int i = 0; i < children.size(); i++) {
      if (children.get(i).path("name").asText().equalsIgnoreCase(id.name())) {
        at = i;
      }
    }
    if (at >= 0) {
      children.remove(at);
    }
    if (child.isPresent()) {
      children.insert(at < 0 ? children.size() : at, child.get());
    }
    return changed;
  }

  private Outcome settled(String parentId, ResourceId id) {
    room.estate()
        .update(
            parentId,
            parent -> {
              String etag = Stamp.newEtag();
              for (ObjectNode child :
                  Json.objects(parent.path("properties").path(kind.collection()))) {
                if (child.path("name").asText().equalsIgnoreCase(id.name())) {
                  Stamp.all(child, "Succeeded", etag);
                }
              }
              Stamp.etag(parent, etag);
            });
    room.estate().deploy(parentId);
    return new Outcome.Succeeded(Json.object().nullNode());
  }
}
