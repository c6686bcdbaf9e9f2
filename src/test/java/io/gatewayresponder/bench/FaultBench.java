package io.gatewayresponder.bench;

import io.gatewayresponder.azure.TwinRoom;
import io.gatewayresponder.lab.fault.Fault;
import io.gatewayresponder.lab.fault.Faults;
import io.gatewayresponder.lab.twin.arm.LabAuthority;
import io.gatewayresponder.lab.twin.servers.Authorities;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How right is the diagnosis? Random faults, one by one and in pairs, on random gateways, and as
 * many gateways that are well; each is walked by the production code over the wire and held against
 * what was injected.
 *
 * <p>Settings, as system properties: {@code bench.singles}, {@code bench.pairs}, {@code
 * bench.healthy} (how many), {@code bench.seed} (where they begin), {@code bench.faults} (names,
 * joined by commas, to choose from), {@code bench.case} (one seed, told at length) with {@code
 * bench.case.faults} (how many faults it has).
 */
public final class FaultBench {
  /** A case waits for answers more than it works, so more run than there are cores. */
  private static final int AT_A_TIME = 4;

  /** Seeds of singles, pairs and healthy gateways lie apart. */
  private static final long APART = 1_000_000;

  private static final double PAIRS_TO_REACH = 0.98;

  private FaultBench() {}

  public static void main(String[] arguments) throws Exception {
    System.exit(run() ? 0 : 1);
  }

  private static boolean run() throws IOException, InterruptedException, ExecutionException {
    ExecutorService cases = Executors.newFixedThreadPool(AT_A_TIME, FaultBench::daemon);
    Path directory = Path.of("target", "bench");
    TwinRoom.Shared shared = TwinRoom.Shared.in(directory);
    Authorities authorities = LabAuthority.open(directory).authorities();
    List<Fault> catalogue = chosen();
    if (!System.getProperty("bench.case", "").isEmpty()) {
      BenchCase one =
          new BenchCase(Long.getLong("bench.case"), Integer.getInteger("bench.case.faults", 1));
      System.out.println(Report.atLength(one.run(shared, authorities, catalogue)));
      return true;
    }
    long seed = Long.getLong("bench.seed", 1);
    Report report = new Report();
    long begin = System.nanoTime();
    for (Future<BenchCase.Result> done :
        all(
            cases,
            shared,
            authorities,
            catalogue,
            List.of(
                drawn(seed, Integer.getInteger("bench.singles", 500), 1),
                drawn(seed + APART, Integer.getInteger("bench.pairs", 500), 2),
                drawn(seed + 2 * APART, Integer.getInteger("bench.healthy", 200), 0)))) {
      report.add(done.get());
    }
    System.out.println(report.text((System.nanoTime() - begin) / 1_000_000_000));
    return report.isGood(PAIRS_TO_REACH);
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

  private static List<Future<BenchCase.Result>> all(
      ExecutorService executor,
      TwinRoom.Shared shared,
      Authorities authorities,
      List<Fault> catalogue,
      List<List<BenchCase>> groups) {
    List<Future<BenchCase.Result>> futures = new ArrayList<>();
    for (List<BenchCase> group : groups) {
      for (BenchCase one : group) {
        futures.add(executor.submit(() -> one.run(shared, authorities, catalogue)));
      }
    }
    return futures;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "bench");
    thread.setDaemon(true);
    return thread;
  }
}
