package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Following a long-running operation: its status, and its result. */
final class OperationRoutes {
  private static final String PLACE =
      "/subscriptions/{subscription}/providers/Microsoft.Network/locations/{location}/";

  private final ArmRoom room;

  private OperationRoutes(ArmRoom room) {
    this.room = room;
  }

  static List<Route> of(ArmRoom room) {
    OperationRoutes routes = new OperationRoutes(room);
    return List.of(
        Route.asks(
            "GET",
            PLACE + "operations/{id}",
            "Microsoft.Network/locations/operations/read",
            routes::status),
        Route.asks(
            "GET",
            PLACE + "operationResults/{id}",
            "Microsoft.Network/locations/operationResults/read",
            routes::result));
  }

  /** Always 200: a failed operation was recorded with HTTP 200 too. */
  private ArmResponse status(ArmRequest request) {
    Optional<Outcome> outcome = find(request);
    ObjectNode body = Json.object();
    if (outcome.isEmpty()) {
      return ArmResponse.ok(body.put("status", "InProgress"))
          .with("Retry-After", room.operations().retryAfterSeconds());
    }
    if (outcome.get() instanceof Outcome.Failed failed) {
      body.put("status", "Failed");
      body.set("error", failed.error().body().path("error"));
      return ArmResponse.ok(body);
    }
    if (outcome.get() instanceof Outcome.Canceled canceled) {
      body.put("status", "Canceled");
      body.set("error", canceled.error().body().path("error"));
      return ArmResponse.ok(body);
    }
    return ArmResponse.ok(body.put("status", "Succeeded"));
  }

  private ArmResponse result(ArmRequest request) {
    Optional<Outcome> outcome = find(request);
    String self = request.origin() + request.path() + rawQuery(request);
    if (outcome.isEmpty()) {
      return new ArmResponse(
          202,
          Map.of("Location", self, "Retry-After", room.operations().retryAfterSeconds()),
          Json.object().nullNode());
    }
    if (outcome.get() instanceof Outcome.Failed failed) {
      throw failed.error().status() < 400
          ? new ArmError(400, failed.error().code(), String.valueOf(failed.error().getMessage()))
          : failed.error();
    }
    if (outcome.get() instanceof Outcome.Canceled canceled) {
      throw canceled.error();
    }
    return ArmResponse.ok(((Outcome.Succeeded) outcome.get()).result()).with("Location", self);
  }

  private Optional<Outcome> find(ArmRequest request) {
    room.addresses().verify(request);
    String id = request.name("id");
    if (!room.operations().knows(id)) {
      throw new ArmError(404, "NotFound", "Operation %s not found.".formatted(id));
    }
    return room.operations().outcome(id);
  }

  /** The parameters are URL-safe base64 and numbers, so they are as they came. */
  private static String rawQuery(ArmRequest request) {
    StringBuilder query = new StringBuilder("?api-version=").append(request.apiVersion());
    for (String name : List.of("t", "c", "s", "h")) {
      query.append('&').append(name).append('=').append(request.query().getOrDefault(name, ""));
    }
    return query.toString();
  }
}
