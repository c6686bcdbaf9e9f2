package io.gatewayresponder.bench;

import io.gatewayresponder.azure.TwinRoom;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.lab.fault.Topologies;
import io.gatewayresponder.lab.fault.Topology;
import io.gatewayresponder.lab.fault.World;
import io.gatewayresponder.lab.twin.servers.Authorities;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Runbook;
import io.gatewayresponder.runbook.steps.Guide;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/**
 * How long does the runbook itself take on a gateway of a hundred pools, once everything that it
 * looks at is in memory? The sight is production's own, after one diagnosis: it remembers all that
 * it has read, so that the ones measured read nothing.
 *
 * <p>ARM's documents are remembered as trees, and to understand them is measured: every diagnosis
 * makes its gateway, health and networks of them anew. Metrics and logs come from the SDK as
 * records, and are remembered as such.
 *
 * <p>Every diagnosis is a sample of its own, and the median is what the goal is about: where others
 * share the machine, their turns on the processor are in the mean, in full. The mean is printed
 * beside it, and on a machine of one's own the two are close.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@NullUnmarked // JMH fills the fields before it measures
public class RunbookBench {
  private static final int POOLS = 100;

  /** The goal for one diagnosis. */
  private static final double MOST_MICROSECONDS = 1000;

  /**
   * Diagnoses before the first that counts. A compiler that shares its processor with others is not
   * done after any number of seconds, and what it has not compiled is slower by several times.
   */
  private static final int WARMING = 3000;

  private static final Duration A_WHILE = Duration.ofMinutes(6);

  /** How many of the pools have no server that listens. */
  @Param({"0", "1"})
  public int failingPools;

  private final Runbook runbook = Guide.runbook();
  private World world;
  private TwinRoom room;
  private Sight sight;

  /** Whether the median of every measurement is within the goal decides the exit code. */
  public static void main(String[] arguments) throws RunnerException {
    Collection<RunResult> results =
        new Runner(new OptionsBuilder().include(RunbookBench.class.getName()).build()).run();
    boolean quick = true;
    for (RunResult result : results) {
      Statistics samples = result.getPrimaryResult().getStatistics();
      double median = samples.getPercentile(50);
      quick &= median <= MOST_MICROSECONDS;
      System.out.printf(
          Locale.ROOT,
          "bench: runbook on %d pools, %s failing: median %.0f us, nine of ten within %.0f us,"
              + " best %.0f us, mean %.0f us of %d diagnoses%n",
          POOLS,
          result.getParams().getParam("failingPools"),
          median,
          samples.getPercentile(90),
          samples.getMin(),
          samples.getMean(),
          samples.getN());
    }
    System.out.printf(
        "bench: runbook on %d pools %s%n", POOLS, quick ? "within 1 ms" : "over 1 ms");
    System.exit(quick ? 0 : 1);
  }

  @Setup
  public void readEverything() throws IOException {
    Topology topology = Topologies.generate(1, POOLS);
    world = new World(topology, Instant.now().minus(A_WHILE.multipliedBy(2)), Authorities.fresh());
    world.pass(A_WHILE);
    topology.usedPools().stream()
        .limit(failingPools)
        .flatMap(pool -> pool.servers().stream())
        .forEach(
            server ->
                topology
                    .portsOf(server)
                    .forEach(port -> world.backends().setListening(server.address(), port, false)));
    world.pass(A_WHILE);
    room =
        TwinRoom.of(TwinRoom.Shared.in(Path.of("target", "bench")), world.estate(), world.causes());
    sight = room.triageSight(ResourceId.of(topology.gatewayId()));
    System.out.println("# " + runbook.diagnose(sight).transcript());
    for (int i = 0; i < WARMING; i++) {
      var unused = runbook.diagnose(sight);
    }
  }

  @TearDown
  public void close() {
    room.close();
    world.close();
  }

  @Benchmark
  public Diagnosis diagnose() {
    return runbook.diagnose(sight);
  }
}
