package io.gatewayresponder.bench;

import io.gatewayresponder.lab.fault.Dice;
import io.gatewayresponder.lab.fault.Fault;
import io.gatewayresponder.lab.fault.Remedy;
import io.gatewayresponder.lab.fault.Topology;
import io.gatewayresponder.lab.fault.Truth;
import io.gatewayresponder.lab.fault.World;
import io.gatewayresponder.lab.twin.servers.Authorities;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A gateway that worked for a while, was broken, and has been so for long enough that probes,
 * metrics and logs show it.
 */
record Broken(World world, List<Injected> injected) implements AutoCloseable {
  /** Probes have run, and metrics have a past without failures. */
  private static final Duration HEALTHY = Duration.ofMinutes(6);

  /**
   * Three probes of half a minute fail, and five full minutes of metrics and logs show what came of
   * it.
   */
  private static final Duration BROKEN = Duration.ofMinutes(8);

  /** A fault that was injected, and what is true since. */
  record Injected(Fault fault, Truth truth) {
    boolean isFor(Remedy.By who) {
      return fault.remedy().by() == who;
    }
  }

  /** When its time has to begin so that the triage is at this moment. */
  static Instant startFor(Instant triage) {
    return triage.minus(HEALTHY).minus(BROKEN);
  }

  /**
   * Makes one.
   *
   * @throws IllegalStateException when the gateway does not work even before it is broken
   */
  static Broken of(Topology topology, List<Fault> faults, Instant start, Authorities authorities) {
    return of(topology, world -> {}, faults, start, authorities);
  }

  /**
   * As above.
   *
   * @param prepare what is done to the world before its time begins
   */
  static Broken of(
      Topology topology,
      Consumer<World> prepare,
      List<Fault> faults,
      Instant start,
      Authorities authorities) {
    World world = new World(topology, start, authorities);
    prepare.accept(world);
    world.pass(HEALTHY);
    Set<String> complaints = world.complaints();
    if (!complaints.isEmpty()) {
      throw new IllegalStateException("seed " + topology.seed() + " is not healthy: " + complaints);
    }
    List<Injected> injected = new ArrayList<>();
    for (Fault fault : faults) {
      // Each draws by itself, so that it is the same whatever it meets.
      Dice dice = new Dice(topology.seed() + fault.name().hashCode());
      injected.add(new Injected(fault, fault.apply().apply(world, dice)));
    }
    world.pass(BROKEN);
    return new Broken(world, injected);
  }

  @Override
  public void close() {
    world.close();
  }
}
