package io.gatewayresponder.lab.fault;

import io.gatewayresponder.lab.fault.Places.Probed;
import io.gatewayresponder.lab.fault.Topology.Place;
import io.gatewayresponder.lab.twin.estate.Json;
import java.util.List;
import java.util.function.Predicate;

/** Routes that lead packets to where nobody forwards them. */
final class RouteFaults {
  /** The row in which a route on the way is named. */
  private static final String DIVERTED = "2c-1.x5";

  private static final String ROUTES =
      "why packets are to pass an inspection is known to those who routed them there";

  /** A route that was made: in which table, and where it leads. */
  private record Route(String table, String nextHop) {
    /** What an appliance passes on cannot be read; what a route drops is gone. */
    boolean isDropping() {
      return nextHop.equals("None");
    }
  }

  private RouteFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("route-diverts-the-way-there", RouteFaults::there, DIVERTED)
            .where(topology -> !targets(topology).isEmpty())
            .forPeople(ROUTES),
        Fault.of("route-diverts-the-way-back", RouteFaults::back, DIVERTED)
            .where(topology -> !targets(topology).isEmpty())
            .forPeople(ROUTES));
  }

  private static List<Probed> targets(Topology topology) {
    return Places.probed(topology, each -> each.pool().kind().isKnownToArm());
  }

  private static Truth there(World world, Dice dice) {
    Topology topology = world.topology();
    Probed hit = dice.pick(targets(topology));
    boolean one = dice.chance(0.4);
    String prefix = one ? hit.server().address() + "/32" : hit.server().place().prefix();
    Route route = divert(world, topology.gatewayPlace(), prefix, dice);
    return diverted(
        "route-diverts-the-way-there",
        topology,
        route,
        each ->
            one
                ? each.server().equals(hit.server())
                : each.server().place().equals(hit.server().place()));
  }

  private static Truth back(World world, Dice dice) {
    Topology topology = world.topology();
    Place place = dice.pick(targets(topology)).server().place();
    Route route = divert(world, place, topology.gatewayPlace().prefix(), dice);
    return diverted(
        "route-diverts-the-way-back", topology, route, each -> each.server().place().equals(place));
  }

  private static Route divert(World world, Place place, String prefix, Dice dice) {
    String table = world.routeTableOf(place);
    String nextHop = dice.pick(List.of("VirtualAppliance", "None"));
    world
        .estate()
        .update(
            world.topology().id("routeTables", table),
            document ->
                Json.properties(document)
                    .withArrayProperty("routes")
                    .add(NetworkDocuments.route("through-inspection", prefix, nextHop)));
    return new Route(table, nextHop);
  }

  private static Truth diverted(
      String fault, Topology topology, Route route, Predicate<Probed> which) {
    List<Probed> failing = Places.probed(topology, which);
    Truth truth =
        Places.about(
                topology,
                Truth.of(fault, DIVERTED).orVaguely("2c-1.x7"),
                failing,
                route.isDropping() ? "connection" : "appliance")
            .about("route", "through-inspection")
            .about("routeTable", route.table());
    // Two routes to appliances are both under suspicion; beside one that drops, neither is.
    return truth.darkening(
        route.isDropping()
            ? Places.darkWithoutConnection(failing)
            : Places.dark(failing, "listening", "handshake", "tls", "root", "answer"));
  }
}
