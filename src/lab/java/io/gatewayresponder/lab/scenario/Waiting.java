package io.gatewayresponder.lab.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for something to come true, and says every few seconds what it waits for. */
final class Waiting {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration SPEAK_EVERY = Duration.ofSeconds(5);

  private final Narrator narrator;

  Waiting(Narrator narrator) {
    this.narrator = narrator;
  }

  /**
   * The value, as soon as there is one.
   *
   * @param what is waited for, as a person says it
   * @param seen what there is instead, for the lines in between and for the failure
   * @throws ScenarioFailure when it does not come within the limit
   */
  <T> T until(String what, Duration limit, Supplier<Optional<T>> look, Supplier<String> seen) {
    long start = System.nanoTime();
    long spoken = start;
    while (true) {
      Optional<T> value = look.get();
      if (value.isPresent()) {
        return value.get();
      }
      long now = System.nanoTime();
      if (now - start > limit.toNanos()) {
        throw new ScenarioFailure(
            "waited %d s for %s; instead: %s".formatted(limit.toSeconds(), what, seen.get()));
      }
      if (now - spoken > SPEAK_EVERY.toNanos()) {
        spoken = now;
        narrator.say("   ... waiting for " + what + " (now: " + seen.get() + ")");
      }
      pause(LOOK_EVERY);
    }
  }

  void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailure("interrupted");
    }
  }
}
