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
    String table = divert(world, topology.gatewayPlace(), prefix, dice);
    return diverted(
        "route-diverts-the-way-there",
        topology,
        table,
        each ->
            one
                ? each.server().equals(hit.server())
                : each.server().place().equals(hit.server().place()));
  }

  private static Truth back(World world, Dice dice) {
    Topology topology = world.topology();
    Place place = dice.pick(targets(topology)).server().place();
    String table = divert(world, place, topology.gatewayPlace().prefix(), dice);
    return diverted(
        "route-diverts-the-way-back", topology, table, each -> each.server().place().equals(place));
  }

  private static String divert(World world, Place place, String prefix, Dice dice) {
    String table = world.routeTableOf(place);
    world
        .estate()
        .update(
            world.topology().id("routeTables", table),
            document ->
                Json.properties(document)
                    .withArrayProperty("routes")
                    .add(
                        NetworkDocuments.route(
                            "through-inspection",
                            prefix,
                            dice.pick(List.of("VirtualAppliance", "None")))));
    return table;
  }

  private static Truth diverted(
      String fault, Topology topology, String table, Predicate<Probed> which) {
    List<Probed> failing = Places.probed(topology, which);
    return Places.about(
            topology, Truth.of(fault, DIVERTED).orVaguely("2c-1.x7"), failing, "connection")
        .about("route", "through-inspection")
        .about("routeTable", table)
        .darkening(Places.dark(failing, "listening", "tls", "answer"));
  }
}
