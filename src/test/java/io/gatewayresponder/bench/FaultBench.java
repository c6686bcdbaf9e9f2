package io.gatewayresponder.bench;

import io.gatewayresponder.azure.TwinRoom;
import io.gatewayresponder.lab.fault.Fault;
import io.gatewayresponder.lab.fault.Faults;
import io.gatewayresponder.lab.twin.arm.LabAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How right is the diagnosis? Random faults, one by one and in pairs, on random gateways, and as
 * many gateways that are well; each is walked by the production code over the wire and held against
 * what was injected.
 *
 * <p>Settings, as system properties: {@code bench.singles}, {@code bench.pairs}, {@code
 * bench.healthy} (how many), {@code bench.seed} (where they begin), {@code bench.faults} (names,
 * joined by commas, to choose from), {@code bench.case} (one seed, told at length) with {@code
 * bench.case.faults} (how many faults it has), {@code bench.fix} ({@code false} to leave it at the
 * diagnosis), {@code bench.atATime} (how many run side by side).
 */
public final class FaultBench {
  /** A case waits for answers more than it works, so more run than there are cores. */
  private static final int AT_A_TIME = Integer.getInteger("bench.atATime", 4);

  /** Seeds of singles, pairs and healthy gateways lie apart. */
  private static final long APART = 1_000_000;

  private static final double PAIRS_TO_REACH = 0.98;

  /** How many cases pass between two lines that say how far it is. */
  private static final int A_LINE_EACH = 100;

  private FaultBench() {}

  public static void main(String[] arguments) throws Exception {
    System.exit(run() ? 0 : 1);
  }

  private static boolean run() throws IOException, InterruptedException, ExecutionException {
    List<BenchCase> cases = cases();
    Path directory = Path.of("target", "bench");
    CaseNetwork.learnNames(cases, directory.resolve("hosts"));
    LabAuthority authority = LabAuthority.open(directory);
    CaseNetwork.install(authority);
    TwinRoom.Shared shared = TwinRoom.Shared.in(directory);
    List<Fault> catalogue = chosen();
    ExecutorService executor = Executors.newFixedThreadPool(AT_A_TIME, FaultBench::daemon);
    Report report = new Report();
    long begin = System.nanoTime();
    List<Future<BenchCase.Result>> running = new ArrayList<>();
    for (BenchCase one : cases) {
      running.add(executor.submit(() -> one.run(shared, authority.authorities(), catalogue)));
    }
    int ended = 0;
    for (Future<BenchCase.Result> done : running) {
      report.add(done.get()).ifPresent(System.out::println);
      ended++;
      if (ended % A_LINE_EACH == 0) {
        System.out.printf("%d of %d cases, %d s%n", ended, cases.size(), secondsSince(begin));
      }
      if (cases.size() == 1) {
        System.out.println(Report.atLength(done.get()));
      }
    }
    System.out.println(report.text(secondsSince(begin)));
    return report.isGood(PAIRS_TO_REACH);
  }

  private static long secondsSince(long begin) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
  }

  private static List<BenchCase> cases() {
    if (!System.getProperty("bench.case", "").isEmpty()) {
      return List.of(
          new BenchCase(Long.getLong("bench.case"), Integer.getInteger("bench.case.faults", 1)));
    }
    long seed = Long.getLong("bench.seed", 1);
    List<BenchCase> cases = new ArrayList<>();
    cases.addAll(drawn(seed, Integer.getInteger("bench.singles", 500), 1));
    cases.addAll(drawn(seed + APART, Integer.getInteger("bench.pairs", 500), 2));
    cases.addAll(drawn(seed + 2 * APART, Integer.getInteger("bench.healthy", 200), 0));
    return cases;
  }

  private static List<Fault> chosen() {
    List<String> names = List.of(System.getProperty("bench.faults", "").split(","));
    return Faults.all().stream()
        .filter(fault -> names.contains("") || names.contains(fault.name()))
        .toList();
  }

  private static List<BenchCase> drawn(long seed, int count, int faults) {
    List<BenchCase> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cases.add(new BenchCase(seed + i, faults));
    }
    return cases;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "bench");
    thread.setDaemon(true);
    return thread;
  }
}
