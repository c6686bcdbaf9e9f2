package io.gatewayresponder.lab.twin.causes;

import io.gatewayresponder.lab.twin.alerts.HttpTransport;
import io.gatewayresponder.lab.twin.alerts.Pause;
import io.gatewayresponder.lab.twin.alerts.Transport;
import io.gatewayresponder.lab.twin.clock.TwinClock;
import io.gatewayresponder.lab.twin.servers.Backends;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What can be chosen about the causal half of the twin.
 *
 * @param backends the servers to begin with
 * @param transport how notifications travel
 * @param pause how a failed notification waits for its next attempt
 * @param deliveries where notifications are sent from
 * @param alertIds the ids of alerts, in the order in which they fire
 */
public record CausesOptions(
    Backends backends,
    Transport transport,
    Pause pause,
    Executor deliveries,
    Supplier<UUID> alertIds) {

  /** Receivers that are down hold a thread each for more than a minute; this many may. */
  private static final int DELIVERIES_AT_A_TIME = 8;

  /**
   * The shop's servers, real HTTP, waits at the twin's pace, and alert ids that follow from the
   * seed.
   */
  public static CausesOptions ofTheLab(TwinClock clock, long seed) {
    return new CausesOptions(
        Backends.ofTheShop(),
        new HttpTransport(),
        simulated -> sleep(clock.toWall(simulated)),
        daemons(),
        idsFrom(seed));
  }

  /** The same, except that retries wait as long as in Azure whatever the twin's pace. */
  public CausesOptions withRetriesInWallTime() {
    return new CausesOptions(backends, transport, CausesOptions::sleep, deliveries, alertIds);
  }

  public CausesOptions withTransport(Transport other) {
    return new CausesOptions(backends, other, pause, deliveries, alertIds);
  }

  public CausesOptions withBackends(Backends other) {
    return new CausesOptions(other, transport, pause, deliveries, alertIds);
  }

  /**
   * Sends where the alert fires, without waiting between attempts: for tests on a clock of their
   * own.
   */
  public static CausesOptions inStep(Transport transport, long seed) {
    return new CausesOptions(
        Backends.ofTheShop(), transport, simulated -> {}, Runnable::run, idsFrom(seed));
  }

  private static void sleep(Duration wall) throws InterruptedException {
    Thread.sleep(wall.toMillis());
  }

  private static Supplier<UUID> idsFrom(long seed) {
    AtomicLong number = new AtomicLong();
    return () ->
        UUID.nameUUIDFromBytes(
            (seed + "/" + number.incrementAndGet()).getBytes(StandardCharsets.UTF_8));
  }

  private static ExecutorService daemons() {
    return Executors.newFixedThreadPool(
        DELIVERIES_AT_A_TIME,
        work -> {
          Thread thread = new Thread(work, "twin-notifications");
          thread.setDaemon(true);
          return thread;
        });
  }
}
