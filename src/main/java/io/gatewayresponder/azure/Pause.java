package io.gatewayresponder.azure;

import java.time.Duration;

/** Waiting between two looks at a service. */
final class Pause {
  private Pause() {}

  /**
   * Sleeps.
   *
   * @throws IllegalStateException when interrupted: the process is going down
   */
  static void of(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Azure", e);
    }
  }
}
