package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.GatewayReferences;
import io.gatewayresponder.lab.twin.estate.HealthModel;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How the servers of a gateway are: by its last probes, and by one that is sent now. Both answers
 * come by Location alone, and the 202's body is the word null.
 */
final class HealthRoutes {
  private static final String ONE = ArmRoom.GROUP + "/providers/" + Gateways.TYPE + "/{name}";

  private final ArmRoom room;
  private final HealthModel health;

  private HealthRoutes(ArmRoom room, HealthModel health) {
    this.room = room;
    this.health = health;
  }

  static List<Route> of(ArmRoom room, HealthModel health) {
    HealthRoutes routes = new HealthRoutes(room, health);
    return List.of(
        Route.asks(
            "POST", ONE + "/backendhealth", Gateways.TYPE + "/backendhealth/action", routes::last),
        Route.asks(
            "POST",
            ONE + "/getBackendHealthOnDemand",
            Gateways.TYPE + "/getBackendHealthOnDemand/action",
            routes::now));
  }

  private ArmResponse last(ArmRequest request) {
    String id = room.get(request.scope()).path("id").asText();
    boolean expanded = expanded(request);
    return answer(request, id, "BackendHealthOperation", () -> lastOf(id, expanded));
  }

  private ObjectNode lastOf(String id, boolean expanded) {
    ObjectNode result = health.backendHealth(id);
    if (expanded) {
      Map<String, ObjectNode> parts = GatewayReferences.parts(room.get(id));
      for (ObjectNode pool : Json.objects(result.path("backendAddressPools"))) {
        expand(pool, "backendAddressPool", parts);
        for (ObjectNode setting : Json.objects(pool.path("backendHttpSettingsCollection"))) {
          expand(setting, "backendHttpSettings", parts);
        }
      }
    }
    return result;
  }

  private ArmResponse now(ArmRequest request) {
    ObjectNode gateway = room.get(request.scope());
    String id = gateway.path("id").asText();
    ObjectNode probe = request.document();
    requirePart(gateway, probe, "backendAddressPool");
    requirePart(gateway, probe, "backendHttpSettings");
    boolean expanded = expanded(request);
    return answer(request, id, "BackendHealthOnDemandOperation", () -> nowOf(id, probe, expanded));
  }

  /** That the two are needed is documented; how their absence is refused is not. */
  private static void requirePart(ObjectNode gateway, ObjectNode probe, String field) {
    String part = probe.path(field).path("id").asText();
    if (part.isEmpty()) {
      throw new ArmError(
          400, "InvalidRequestFormat", "Cannot parse the request. The probe has no " + field + ".");
    }
    if (!GatewayReferences.parts(gateway).containsKey(ResourceId.key(part))) {
      throw GatewayRules.invalidReference(part, gateway.path("id").asText());
    }
  }

  private ObjectNode nowOf(String id, ObjectNode probe, boolean expanded) {
    ObjectNode result = health.backendHealthOnDemand(id, probe);
    if (expanded) {
      Map<String, ObjectNode> parts = GatewayReferences.parts(room.get(id));
      expand(result, "backendAddressPool", parts);
      if (result.path("backendHealthHttpSettings") instanceof ObjectNode tested) {
        expand(tested, "backendHttpSettings", parts);
      }
    }
    return result;
  }

  private ArmResponse answer(
      ArmRequest request, String id, String operation, Supplier<ObjectNode> result) {
    if (room.options().backendHealth().isZero()) {
      return ArmResponse.ok(result.get());
    }
    Operations.Operation running =
        room.operations()
            .begin(
                id,
                operation,
                false,
                room.options().backendHealth(),
                () -> {},
                () -> new Outcome.Succeeded(result.get()));
    return room.started(request, running, false, Json.object().nullNode());
  }

  private static boolean expanded(ArmRequest request) {
    return request.query().containsKey("$expand");
  }

  private static void expand(ObjectNode holder, String field, Map<String, ObjectNode> parts) {
    ObjectNode part = parts.get(ResourceId.key(holder.path(field).path("id").asText()));
    if (part != null) {
      holder.set(field, part);
    }
  }
}
