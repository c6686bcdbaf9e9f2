package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.HealthModel;
import io.gatewayresponder.lab.twin.estate.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Network Watcher: one in each region where the subscription has gateways, as Azure makes them by
 * itself, in a group of their own. It checks connections from gateways.
 */
final class NetworkWatchers {
  private static final String TYPE = "Microsoft.Network/networkWatchers";
  private static final String GROUP = "NetworkWatcherRG";
  private static final String LIST = "/providers/" + TYPE;
  private static final int MOST_PORT = 65_535;

  private final ArmRoom room;
  private final HealthModel health;

  private NetworkWatchers(ArmRoom room, HealthModel health) {
    this.room = room;
    this.health = health;
  }

  static List<Route> of(ArmRoom room, HealthModel health) {
    NetworkWatchers watchers = new NetworkWatchers(room, health);
    String one = ArmRoom.GROUP + LIST + "/{name}";
    return List.of(
        Route.asks("GET", "/subscriptions/{subscription}" + LIST, TYPE + "/read", watchers::list),
        Route.asks("GET", one, TYPE + "/read", request -> ArmResponse.ok(watchers.get(request))),
        Route.asks(
            "POST",
            one + "/connectivityCheck",
            TYPE + "/connectivityCheck/action",
            watchers::check));
  }

  private ArmResponse list(ArmRequest request) {
    return ArmResponse.ok(Json.list(all(request.name("subscription"))));
  }

  private List<ObjectNode> all(String subscription) {
    Set<String> locations = new TreeSet<>();
    String prefix = ("/subscriptions/" + subscription + "/").toLowerCase(Locale.ROOT);
    for (ObjectNode gateway : room.estate().ofType(Gateways.TYPE)) {
      if (gateway.path("id").asText().toLowerCase(Locale.ROOT).startsWith(prefix)) {
        locations.add(gateway.path("location").asText().toLowerCase(Locale.ROOT).replace(" ", ""));
      }
    }
    List<ObjectNode> watchers = new ArrayList<>();
    for (String location : locations) {
      String name = "NetworkWatcher_" + location;
      ObjectNode watcher =
          Json.object()
              .put("name", name)
              .put(
                  "id",
                  "/subscriptions/%s/resourceGroups/%s/providers/%s/%s"
                      .formatted(subscription, GROUP, TYPE, name))
              .put("type", TYPE)
              .put("location", location);
      watcher
          .putObject("properties")
          .put("provisioningState", "Succeeded")
          .put("runningOperationIds", 0);
      watchers.add(watcher);
    }
    return watchers;
  }

  private ObjectNode get(ArmRequest request) {
    return all(request.name("subscription")).stream()
        .filter(one -> one.path("name").asText().equalsIgnoreCase(request.name("name")))
        .filter(one -> GROUP.equalsIgnoreCase(request.name("group")))
        .findFirst()
        .orElseThrow(() -> room.missing(request.scope()));
  }

  /** What cannot be checked is refused at once; a result takes a moment and is at the Location. */
  private ArmResponse check(ArmRequest request) {
    ObjectNode watcher = get(request);
    ObjectNode body = request.document();
    ObjectNode gateway = room.get(body.path("source").path("resourceId").asText());
    String id = gateway.path("id").asText();
    String address = body.path("destination").path("address").asText();
    int port = body.path("destination").path("port").asInt();
    if (!gateway
        .path("location")
        .asText()
        .replace(" ", "")
        .equalsIgnoreCase(watcher.path("location").asText())) {
      throw refusal("The source is in another region than the network watcher.");
    }
    if (address.isEmpty() || port < 1 || port > MOST_PORT) {
      throw refusal("The destination has an address and a port.");
    }
    if (!body.path("protocol").asText("Tcp").equalsIgnoreCase("Tcp")) {
      throw new ArmError(501, "NotSimulated", "The lab's Azure checks connections by TCP only.");
    }
    ObjectNode result = health.connectivity(id, address, port);
    Operations.Operation operation =
        room.operations()
            .begin(
                id,
                "ConnectivityCheckOperation",
                false,
                room.options().backendHealth(),
                () -> {},
                () -> new Outcome.Succeeded(result));
    return room.started(request, operation, false, Json.object().nullNode());
  }

  /** How Azure words these was not recorded. */
  private static ArmError refusal(String message) {
    return new ArmError(400, "InvalidRequestFormat", message);
  }
}
