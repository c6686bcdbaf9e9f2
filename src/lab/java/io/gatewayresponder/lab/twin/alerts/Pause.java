package io.gatewayresponder.lab.twin.alerts;

import java.time.Duration;

/** How to wait between two attempts: on the wall clock, faster, or not at all. */
public interface Pause {
  void sleep(Duration simulated) throws InterruptedException;
}
