package io.gatewayresponder.lab.fault;

import io.gatewayresponder.lab.fault.Places.Probed;
import java.util.List;

/** Servers on which nothing answers: the process is gone, or a firewall of the server's own. */
final class ListeningFaults {
  private static final String NOTHING_LISTENS = "a process has to be started on the server";

  private ListeningFaults() {}

  static List<Fault> all() {
    String[] reached = {"1a.1", "1b.2", "2c-1.3"};
    return List.of(
        Fault.of("one-server-down", ListeningFaults::one, reached)
            .where(topology -> !targets(topology).isEmpty())
            .forPeople(NOTHING_LISTENS),
        Fault.of("whole-pool-down", ListeningFaults::all, reached)
            .where(topology -> !targets(topology).isEmpty())
            .forPeople(NOTHING_LISTENS));
  }

  /** The platform's front ends never stop listening. */
  private static List<Probed> targets(Topology topology) {
    return Places.probed(topology, each -> !each.pool().kind().isPlatform());
  }

  private static Truth one(World world, Dice dice) {
    Probed hit = dice.pick(targets(world.topology()));
    return stop("one-server-down", world, List.of(hit));
  }

  private static Truth all(World world, Dice dice) {
    Probed hit = dice.pick(targets(world.topology()));
    return stop(
        "whole-pool-down",
        world,
        Places.probed(
            world.topology(),
            each -> each.pool().equals(hit.pool()) && each.setting().equals(hit.setting())));
  }

  private static Truth stop(String fault, World world, List<Probed> failing) {
    failing.forEach(
        each ->
            world.backends().setListening(each.server().address(), each.setting().port(), false));
    return Places.about(world.topology(), Truth.of(fault, "2c-1.3"), failing, "listening")
        .darkening(Places.dark(failing, "listening", "handshake", "tls", "root", "answer"));
  }
}
