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
import java.util.Set;

/**
 * Application gateways. A gateway takes one operation at a time. A change is visible at once (state
 * Updating, a new etag), and works when its operation has ended; a change of a stopped gateway
 * starts it.
 */
final class Gateways {
  static final String TYPE = "Microsoft.Network/applicationGateways";

  /** How the provider calls a change. */
  static final String PUT = "PutApplicationGatewayOperation";

  private static final String ONE = ArmRoom.GROUP + "/providers/" + TYPE + "/{name}";

  private final ArmRoom room;

  private Gateways(ArmRoom room) {
    this.room = room;
  }

  static List<Route> of(ArmRoom room) {
    Gateways gateways = new Gateways(room);
    List<Route> routes = new ArrayList<>(ReadRoutes.of(room, TYPE));
    routes.add(Route.changes("PUT", ONE, TYPE + "/write", gateways::put));
    routes.add(Route.changes("POST", ONE + "/start", TYPE + "/start/action", gateways::start));
    routes.add(Route.changes("POST", ONE + "/stop", TYPE + "/stop/action", gateways::stop));
    return routes;
  }

  private ArmResponse put(ArmRequest request) {
    ResourceId id = ResourceId.of(request.path());
    ObjectNode document = request.document().put("id", id.toString());
    Stamp.ids(document);
    GatewayLinks links = GatewayLinks.of(document);
    links.byAction().forEach(request::requireLinked);
    room.requireGroup(id);
    Optional<ObjectNode> stored = room.estate().find(id.toString());
    stored.ifPresent(old -> document.put("id", old.path("id").asText()));
    ReadOnlyFields.fill(document, stored.orElse(null));
    GatewayRules.check(document);
    requireNewLinks(document, links, stored);

    boolean starts = stored.isEmpty() || "Stopped".equals(state(stored.get()));
    if (starts && stored.isPresent()) {
      Json.properties(document).put("operationalState", "Starting");
    }
    Stamp.all(document, "Updating", Stamp.newEtag());
    Optional<ArmError> failure = room.faults().takeGatewayFailure();
    Operations.Operation operation =
        room.operations()
            .begin(
                id.toString(),
                PUT,
                true,
                starts ? room.options().gatewayStart() : room.options().gatewayUpdate(),
                () -> accept(document, stored),
                () -> failure.<Outcome>map(e -> fail(id, e)).orElseGet(() -> succeed(id)));
    return room.accepted(request, operation, stored.isEmpty(), document);
  }

  /** A GET soon after shows yet another etag than the PUT's answer did. */
  private void accept(ObjectNode document, Optional<ObjectNode> stored) {
    stored.ifPresent(old -> Associations.unlink(room.estate(), old));
    ObjectNode shown = document.deepCopy();
    Stamp.etag(shown, Stamp.newEtag());
    room.estate().declare(shown);
    Associations.link(room.estate(), shown);
  }

  private Outcome succeed(ResourceId id) {
    room.estate()
        .update(
            id.toString(),
            gateway -> {
              Stamp.all(gateway, "Succeeded", Stamp.newEtag());
              Json.properties(gateway).put("operationalState", "Running");
            });
    room.estate().deploy(id.toString());
    return new Outcome.Succeeded(Json.object().nullNode());
  }

  /** The data plane goes on with the last configuration that worked. */
  private Outcome fail(ResourceId id, ArmError error) {
    boolean ran =
        room.estate().deployed(id.toString()).map(Gateways::state).orElse("").equals("Running");
    room.estate()
        .update(
            id.toString(),
            gateway -> {
              Stamp.all(gateway, "Failed", Stamp.newEtag());
              Json.properties(gateway).put("operationalState", ran ? "Running" : "Stopped");
            });
    return new Outcome.Failed(error);
  }

  private ArmResponse start(ArmRequest request) {
    return turn(request, "StartApplicationGatewayOperation", "Starting", "Running");
  }

  private ArmResponse stop(ArmRequest request) {
    return turn(request, "StopApplicationGatewayOperation", "Stopping", "Stopped");
  }

  private ArmResponse turn(ArmRequest request, String name, String meanwhile, String then) {
    String id = request.scope();
    ObjectNode gateway = room.get(id);
    boolean already = state(gateway).equals(then);
    Operations.Operation operation =
        room.operations()
            .begin(
                id,
                name,
                true,
                already ? room.options().smallChange() : room.options().gatewayStart(),
                () -> {
                  Json.properties(gateway).put("operationalState", already ? then : meanwhile);
                  Stamp.all(gateway, "Updating", Stamp.newEtag());
                  room.estate().declare(gateway);
                },
                () -> turned(id, then));
    return room.started(request, operation, true, null);
  }

  private Outcome turned(String id, String state) {
    room.estate()
        .update(
            id,
            gateway -> {
              Stamp.all(gateway, "Succeeded", Stamp.newEtag());
              Json.properties(gateway).put("operationalState", state);
            });
    room.estate().deploy(id);
    return new Outcome.Succeeded(Json.object().nullNode());
  }

  /** What is referred to must exist; what the stored gateway refers to already is believed. */
  private void requireNewLinks(
      ObjectNode document, GatewayLinks links, Optional<ObjectNode> stored) {
    Set<String> known = stored.map(old -> GatewayLinks.of(old).modelled()).orElse(Set.of());
    for (String link : links.modelled()) {
      if (!known.contains(link) && room.estate().find(link).isEmpty()) {
        throw GatewayRules.invalidReference(link, document.path("id").asText());
      }
    }
  }

  private static String state(ObjectNode gateway) {
    return gateway.path("properties").path("operationalState").asText();
  }
}
