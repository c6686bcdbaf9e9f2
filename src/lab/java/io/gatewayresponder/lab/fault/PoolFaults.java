package io.gatewayresponder.lab.fault;

import io.gatewayresponder.lab.fault.Topology.Pool;
import io.gatewayresponder.lab.fault.Topology.Server;
import java.util.ArrayList;
import java.util.List;

/** Pools without servers, and gateways without pools. */
final class PoolFaults {
  private PoolFaults() {}

  static List<Fault> all() {
    return List.of(Fault.of("pool-emptied", PoolFaults::emptied, "1b.4"));
  }

  private static Truth emptied(World world, Dice dice) {
    Pool pool = dice.pick(world.topology().usedPools());
    world.editPart(
        "backendAddressPools",
        pool.name(),
        json -> {
          json.putArray("backendAddresses");
          json.remove("backendIPConfigurations");
        });
    List<String> dark = new ArrayList<>();
    Places.probed(world.topology(), each -> each.pool().equals(pool))
        .forEach(each -> dark.add(each.place()));
    pool.servers().forEach(server -> dark.add("app " + server.member()));
    world.topology().ways().stream()
        .filter(way -> way.pool().equals(pool))
        .forEach(way -> dark.add(Places.place(way)));
    return Truth.of("pool-emptied", "1b.4", "3.2")
        .answering(
            "servers", String.join(", ", pool.servers().stream().map(Server::member).toList()))
        .about("pool", pool.name())
        .seenAt(List.of("health " + pool.name()))
        .darkening(dark);
  }
}
