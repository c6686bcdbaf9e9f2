package io.gatewayresponder.bench;

import io.gatewayresponder.azure.TwinRoom;
import io.gatewayresponder.bench.Broken.Injected;
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
    // The triage is at the present: production's own clock is the wall's.
    Instant start = Broken.startFor(Instant.now());
    try (Broken broken = Broken.of(topology, chosen, start, authorities)) {
      Set<String> expected = mends() ? withoutMendable(broken, start, authorities) : Set.of();
      return triage(shared, broken, expected);
    }
  }

  private static boolean mends() {
    return Boolean.parseBoolean(System.getProperty("bench.fix", "true"));
  }

  /** What is wrong in a world that has only those of the faults that no write mends. */
  private static Set<String> withoutMendable(
      Broken broken, Instant start, Authorities authorities) {
    List<Fault> lasting =
        broken.injected().stream()
            .filter(one -> one.isFor(Remedy.By.A_PERSON))
            .map(Injected::fault)
            .toList();
    if (lasting.isEmpty()) {
      return Set.of();
    }
    if (lasting.size() == broken.injected().size()) {
      return broken.world().complaints();
    }
    try (Broken other = Broken.of(broken.world().topology(), lasting, start, authorities)) {
      return other.world().complaints();
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

  private Result triage(TwinRoom.Shared shared, Broken broken, Set<String> expected)
      throws IOException {
    World world = broken.world();
    List<Injected> injected = broken.injected();
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
