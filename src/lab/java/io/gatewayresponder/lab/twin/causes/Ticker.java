package io.gatewayresponder.lab.twin.causes;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Calls the model twenty times a second of the wall clock, so that alerts fire without anybody
 * asking.
 */
final class Ticker implements AutoCloseable {

  private static final long EVERY_MILLIS = 50;

  private static final Logger LOGGER = Logger.getLogger(Ticker.class.getName());

  private final Runnable model;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "twin-causes");
            thread.setDaemon(true);
            return thread;
          });

  Ticker(Runnable model) {
    this.model = model;
  }

  void start() {
    var unused =
        executor.scheduleWithFixedDelay(
            this::tick, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** A document that the model cannot read must not stop the time for all the others. */
  private void tick() {
    try {
      model.run();
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "The twin could not move on", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
