package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The subscriptions that somebody sees, as tools ask for them after signing in. */
final class SubscriptionRoutes {
  private final ArmRoom room;

  private SubscriptionRoutes(ArmRoom room) {
    this.room = room;
  }

  static List<Route> of(ArmRoom room) {
    SubscriptionRoutes routes = new SubscriptionRoutes(room);
    return List.of(
        Route.everybody("/subscriptions", routes::all),
        Route.everybody("/subscriptions/{subscription}", routes::one));
  }

  private ArmResponse all(ArmRequest request) {
    List<ObjectNode> seen = seen(request);
    ObjectNode count = Json.object().put("type", "Total").put("value", seen.size());
    return ArmResponse.ok(Json.list(seen).set("count", count));
  }

  private ArmResponse one(ArmRequest request) {
    String wanted = request.name("subscription");
    return seen(request).stream()
        .filter(each -> each.path("subscriptionId").asText().equalsIgnoreCase(wanted))
        .findFirst()
        .map(ArmResponse::ok)
        .orElseThrow(
            () ->
                new ArmError(
                    404,
                    "SubscriptionNotFound",
                    "The subscription '%s' could not be found.".formatted(wanted)));
  }

  /** Subscriptions exist by what they hold, as groups do. */
  private List<ObjectNode> seen(ArmRequest request) {
    Set<String> ids = new TreeSet<>();
    for (String type : ArmRoom.TOP_LEVEL_TYPES) {
      for (ObjectNode document : room.estate().ofType(type)) {
        ids.add(ResourceId.of(document.path("id").asText()).subscription());
      }
    }
    return ids.stream()
        .filter(id -> room.access().sees(request.principal(), "/subscriptions/" + id))
        .map(SubscriptionRoutes::shown)
        .toList();
  }

  private static ObjectNode shown(String id) {
    ObjectNode subscription =
        Json.object()
            .put("id", "/subscriptions/" + id)
            .put("authorizationSource", "RoleBased")
            .put("subscriptionId", id)
            .put("tenantId", ArmDesk.TENANT)
            .put("displayName", "Lab")
            .put("state", "Enabled");
    subscription
        .putObject("subscriptionPolicies")
        .put("locationPlacementId", "Public_2014-09-01")
        .put("quotaId", "PayAsYouGo_2014-09-01")
        .put("spendingLimit", "Off");
    subscription.putArray("managedByTenants");
    return subscription;
  }
}
