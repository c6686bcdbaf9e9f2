package io.gatewayresponder.bench;

import io.gatewayresponder.azure.TwinRoom;
import io.gatewayresponder.bench.Mending.Injected;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.lab.fault.Dice;
import io.gatewayresponder.lab.fault.Fault;
import io.gatewayresponder.lab.fault.Remedy;
import io.gatewayresponder.lab.fault.Topologies;
import io.gatewayresponder.lab.fault.Topology;
import io.gatewayresponder.lab.fault.Truth;
import io.gatewayresponder.lab.fault.World;
import io.gatewayresponder.lab.twin.arm.CallLog;
import io.gatewayresponder.lab.twin.servers.Authorities;
import io.gatewayresponder.lab.vnet.ResponderPlace;
import io.gatewayresponder.lab.vnet.VirtualNetwork;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.steps.Guide;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One case: a gateway drawn from the seed works for a while, then it is broken, and the production
 * code walks the runbook over it by HTTPS.
 *
 * @param faults how many different faults are injected
 */
record BenchCase(long seed, int faults) {
  /** Probes have run, and metrics have a past without failures. */
  private static final Duration HEALTHY = Duration.ofMinutes(6);

  /**
   * Three probes of half a minute fail, and five full minutes of metrics and logs show what came of
   * it.
   */
  private static final Duration BROKEN = Duration.ofMinutes(8);

  /** Where each network keeps its names; nobody reads them, since a JVM has one such file. */
  private static final Path HOSTS = Path.of("target", "bench");

  /** More often than all walks of some incidents ask, with their own repetitions. */
  private static final int REFUSED_CALLS = 2000;

  /**
   * What came out.
   *
   * @param reads ARM calls of the triage
   * @param twice what was read more than once
   * @param mending what became of it afterwards, where that was asked for
   */
  record Result(
      BenchCase of,
      Score score,
      Diagnosis diagnosis,
      int reads,
      List<String> twice,
      String name,
      Optional<Mending> mending) {}

  Result run(TwinRoom.Shared shared, Authorities authorities, List<Fault> catalogue)
      throws IOException {
    Topology topology = Topologies.generate(seed);
    List<Fault> chosen = choose(catalogue, topology, new Dice(seed + 2));
    // The triage ends at the present: production's own clock is the wall's.
    Instant start = Instant.now().minus(HEALTHY).minus(BROKEN);
    try (World world = new World(topology, start, authorities)) {
      List<Injected> injected = breakIt(world, chosen);
      Set<String> expected = mends() ? withoutMendable(world, chosen, start) : Set.of();
      return triage(shared, world, injected, expected);
    }
  }

  private static boolean mends() {
    return Boolean.parseBoolean(System.getProperty("bench.fix", "true"));
  }

  private List<Injected> breakIt(World world, List<Fault> chosen) {
    world.pass(HEALTHY);
    Set<String> complaints = world.complaints();
    if (!complaints.isEmpty()) {
      throw new IllegalStateException("seed " + seed + " is not healthy: " + complaints);
    }
    List<Injected> injected = new ArrayList<>();
    for (Fault fault : chosen) {
      // Each draws by itself, so that it is the same whatever it meets.
      Dice dice = new Dice(seed + fault.name().hashCode());
      injected.add(new Injected(fault, fault.apply().apply(world, dice)));
    }
    world.pass(BROKEN);
    return injected;
  }

  /** What is wrong in a world that has only those of the faults that no write mends. */
  private Set<String> withoutMendable(World world, List<Fault> chosen, Instant start) {
    List<Fault> lasting =
        chosen.stream().filter(one -> one.remedy().by() == Remedy.By.A_PERSON).toList();
    if (lasting.isEmpty()) {
      return Set.of();
    }
    if (lasting.size() == chosen.size()) {
      return world.complaints();
    }
    try (World other = new World(world.topology(), start, world.backends().authorities())) {
      breakIt(other, lasting);
      return other.complaints();
    }
  }

  private List<Fault> choose(List<Fault> catalogue, Topology topology, Dice dice) {
    List<Fault> possible =
        catalogue.stream().filter(fault -> fault.possible().test(topology)).toList();
    List<Fault> chosen = new ArrayList<>();
    for (Fault fault : dice.shuffled(possible)) {
      boolean undoes =
          !fault.exclusive().isEmpty()
              && chosen.stream().anyMatch(one -> one.exclusive().equals(fault.exclusive()));
      if (chosen.size() < faults && !undoes) {
        chosen.add(fault);
      }
    }
    return chosen;
  }

  private Result triage(
      TwinRoom.Shared shared, World world, List<Injected> injected, Set<String> expected)
      throws IOException {
    List<Truth> truths = injected.stream().map(Injected::truth).toList();
    String name = injected.stream().map(one -> one.fault().name()).collect(Collectors.joining("+"));
    try (VirtualNetwork network = CaseNetwork.around(world, HOSTS);
        TwinRoom room = TwinRoom.of(shared, world.estate(), world.causes())) {
      CaseNetwork.leadInto(network);
      if (world.responderIsOutside()) {
        room.network().standAt(ResponderPlace.OUTSIDE);
      }
      world.refusals().forEach(refusal -> room.arm().faults().next(REFUSED_CALLS, refusal));
      Sight sight = room.triageSight(ResourceId.of(world.topology().gatewayId()));
      Diagnosis diagnosis = Guide.runbook().diagnose(sight);
      List<CallLog.Call> calls = room.arm().calls().calls();
      Optional<Mending> mending =
          mends() ? Optional.of(Mending.of(world, room, injected, expected)) : Optional.empty();
      return new Result(
          this, Score.of(truths, diagnosis), diagnosis, calls.size(), twice(calls), name, mending);
    }
  }

  /**
   * Resources that were read more than once. Metrics are two questions at one address, and the
   * result of an operation is asked for until it is there.
   */
  private static List<String> twice(List<CallLog.Call> calls) {
    Map<String, Integer> reads = new LinkedHashMap<>();
    for (CallLog.Call call : calls) {
      String path = call.path().toLowerCase(Locale.ROOT);
      if (call.method().equals("GET")
          && !path.contains("/operationresults/")
          && !path.contains("/providers/microsoft.insights/metrics")) {
        reads.merge(path, 1, Integer::sum);
      }
    }
    return reads.entrySet().stream()
        .filter(read -> read.getValue() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }
}
