package io.gatewayresponder.lab.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.fault.Places.Probed;
import io.gatewayresponder.lab.fault.Topology.Kind;
import io.gatewayresponder.lab.fault.Topology.Pool;
import io.gatewayresponder.lab.fault.Topology.Server;
import io.gatewayresponder.lab.twin.estate.Json;
import java.util.ArrayList;
import java.util.List;

/** Pools without servers, and pools whose servers are elsewhere. */
final class PoolFaults {
  private PoolFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("pool-emptied", PoolFaults::emptied, "1b.4"),
        Fault.of("server-readdressed", PoolFaults::readdressed, "1a.1", "1b.2", "2c-1.x13")
            .where(topology -> !byAddress(topology).isEmpty()));
  }

  private static List<Probed> byAddress(Topology topology) {
    return Places.probed(topology, each -> each.pool().kind() == Kind.ADDRESS);
  }

  /** A machine is made anew and gets another address, and nobody tells the pool. */
  private static Truth readdressed(World world, Dice dice) {
    Topology topology = world.topology();
    Probed hit = dice.pick(byAddress(topology));
    Server moved = hit.server();
    List<Probed> failing =
        Places.probed(topology, each -> each.server().address().equals(moved.address()));
    String now = moved.address().replaceFirst("\\d+$", Integer.toString(dice.between(200, 250)));
    world.backends().move(moved.address(), now);
    world
        .estate()
        .update(
            topology.id("networkInterfaces", moved.card()),
            card ->
                Json.properties((ObjectNode) Json.properties(card).at("/ipConfigurations/0"))
                    .put("privateIPAddress", now));
    return Places.about(topology, Truth.of("server-readdressed", "2c-1.x13"), failing, "listening")
        .answering(
            "servers@" + hit.pool().name(),
            String.join(
                ", ",
                hit.pool().servers().stream()
                    .map(server -> server.equals(moved) ? now : server.member())
                    .toList()))
        .darkening(
            Places.dark(
                failing,
                "connection",
                "appliance",
                "listening",
                "handshake",
                "tls",
                "root",
                "answer"));
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
            "servers@" + pool.name(),
            String.join(", ", pool.servers().stream().map(Server::member).toList()))
        .about("pool", pool.name())
        .seenAt(List.of("health " + pool.name()))
        .darkening(dark);
  }
}
