package io.gatewayresponder.lab.fault;

import io.gatewayresponder.lab.fault.Places.Probed;
import io.gatewayresponder.lab.fault.Topology.Kind;
import java.util.List;

/** Names of servers that nobody can resolve any more. */
final class NameFaults {
  private NameFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("name-does-not-resolve", NameFaults::unresolved, "1b.2")
            .where(topology -> !named(topology).isEmpty())
            .forPeople("the name has to be entered in DNS"));
  }

  private static List<Probed> named(Topology topology) {
    return Places.probed(
        topology,
        each -> each.pool().kind() == Kind.NAME || each.pool().kind() == Kind.APP_SERVICE);
  }

  private static Truth unresolved(World world, Dice dice) {
    Probed hit = dice.pick(named(world.topology()));
    world.backends().names().remove(hit.server().member());
    List<Probed> failing =
        Places.probed(world.topology(), each -> each.server().equals(hit.server()));
    return Places.about(
            world.topology(),
            // Without back-end health it is Network Watcher that says so.
            Truth.of("name-does-not-resolve", "2c.x5", "2b.x5", "2c-1.x9"),
            failing,
            "name")
        .darkening(failing.stream().map(Probed::place).toList());
  }
}
