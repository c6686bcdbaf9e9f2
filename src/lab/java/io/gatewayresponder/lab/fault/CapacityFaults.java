package io.gatewayresponder.lab.fault;

import io.gatewayresponder.lab.fault.Topology.Way;
import java.util.List;

/** More requests than the gateway may have instances for. */
final class CapacityFaults {
  /**
   * What one instance of the second generation is good for: ten capacity units of fifty requests.
   */
  static final double REQUESTS_OF_AN_INSTANCE = 500;

  private CapacityFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("load-at-autoscale-ceiling", (world, dice) -> load(world, dice, true), "4.1")
            .where(Topology::autoscale),
        Fault.of("load-at-fixed-capacity", (world, dice) -> load(world, dice, false), "4.2")
            .where(topology -> !topology.autoscale()));
  }

  private static Truth load(World world, Dice dice, boolean autoscale) {
    Topology topology = world.topology();
    Way way = dice.pick(topology.ways());
    double full = REQUESTS_OF_AN_INSTANCE * topology.mostInstances();
    world
        .causes()
        .load()
        .set(
            topology.gatewayId(),
            way.listener().host(),
            way.path(),
            full * (1 + dice.between(0, 3) / 10.0));
    return (autoscale
            ? Truth.of("load-at-autoscale-ceiling", "4.1")
            : Truth.of("load-at-fixed-capacity", "4.2"))
        .about("gateway", "gateway")
        .seenAt(List.of("clients " + way.listener().name()));
  }
}
