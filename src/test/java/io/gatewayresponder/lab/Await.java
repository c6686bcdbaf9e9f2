package io.gatewayresponder.lab;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what comes by itself; when it does not, the failure says what there is instead. */
final class Await {
  /** A busy machine needs some seconds for what takes one; past this it does not come. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  private static final long LOOK_EVERY_MILLIS = 50;

  private Await() {}

  static void until(String what, BooleanSupplier holds, Supplier<Object> instead) {
    var unused = until(what, () -> Optional.of(true).filter(it -> holds.getAsBoolean()), instead);
  }

  static <T> T until(String what, Supplier<Optional<T>> look, Supplier<Object> instead) {
    return until(what, LIMIT, look, instead);
  }

  static <T> T until(
      String what, Duration limit, Supplier<Optional<T>> look, Supplier<Object> instead) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> value = look.get();
      if (value.isPresent()) {
        return value.get();
      }
      if (System.nanoTime() > end) {
        return fail(
            "waited %d s for %s; there is: %s".formatted(limit.toSeconds(), what, instead.get()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
