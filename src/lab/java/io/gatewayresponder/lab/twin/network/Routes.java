package io.gatewayresponder.lab.twin.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.network.Reach.Obstacle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The effective routes of a subnet: Azure's system routes with the subnet's route table laid over
 * them. The longest prefix wins, and between equals the user's route. So a route for 0.0.0.0/0
 * leaves traffic inside the virtual network alone, while one for the back end's own range diverts
 * it.
 */
public final class Routes {

  private record Route(String name, AddressRange to, String nextHop, boolean byUser) {}

  private static final AddressRange EVERYWHERE = AddressRange.find("0.0.0.0/0").orElseThrow();

  private final List<Route> routes = new ArrayList<>();

  public Routes(VirtualSpace space, Optional<JsonNode> routeTable) {
    space.own().forEach(range -> routes.add(new Route("network", range, "VnetLocal", false)));
    space.peered().forEach(range -> routes.add(new Route("peering", range, "VNetPeering", false)));
    PrivateSpace.RANGES.forEach(
        range -> routes.add(new Route("private range", range, "None", false)));
    routes.add(new Route("default", EVERYWHERE, "Internet", false));
    routeTable.ifPresent(
        table -> Json.properties(table).path("routes").forEach(this::addUserRoute));
    routes.sort(
        Comparator.comparingLong((Route route) -> route.to().size())
            .thenComparing(route -> route.byUser() ? 0 : 1));
  }

  private void addUserRoute(JsonNode route) {
    JsonNode properties = Json.properties(route);
    String prefix = properties.path("addressPrefix").asText();
    // A route may name a service tag instead of a range; those lead to the platform, which is not
    // modelled as a place.
    AddressRange.find(prefix)
        .ifPresent(
            to ->
                routes.add(
                    new Route(
                        route.path("name").asText("unnamed"),
                        to,
                        properties.path("nextHopType").asText(),
                        true)));
  }

  /** An appliance that the twin has no model of forwards nothing; so does the next hop None. */
  public Reach to(long address) {
    Route route =
        routes.stream().filter(each -> each.to().contains(address)).findFirst().orElseThrow();
    boolean dropped =
        route.nextHop().equalsIgnoreCase("VirtualAppliance")
            || route.nextHop().equalsIgnoreCase("None");
    return dropped ? blocked(route) : new Reach.Open();
  }

  /** Azure's control plane needs the default route to lead to the Internet. */
  public Reach toControlPlane() {
    return routes.stream()
        .filter(route -> route.byUser() && route.to().equals(EVERYWHERE))
        .filter(route -> !route.nextHop().equalsIgnoreCase("Internet"))
        .findFirst()
        .map(Routes::blocked)
        .orElse(new Reach.Open());
  }

  /** A route's name is the user's, or that of a kind of system route. */
  private static Reach blocked(Route route) {
    return new Reach.Blocked(
        "route " + route.name() + " to " + route.nextHop(),
        route.byUser() ? Obstacle.USER_ROUTE : Obstacle.SYSTEM_ROUTE,
        route.name(),
        Reach.Leg.LEAVING);
  }
}
