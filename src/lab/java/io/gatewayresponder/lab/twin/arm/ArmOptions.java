package io.gatewayresponder.lab.twin.arm;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How ARM behaves in this twin. Durations of operations are simulated time, the latency of a call
 * is wall time.
 *
 * @param port 0 for any free one
 * @param rolesDirectory where {@code triage.json} and {@code resolution.json} are
 * @param latencyMillis what every call takes at least
 * @param jitterMillis what a call takes more, at most, drawn by the seed
 * @param throttleProbability of a 429 instead of an answer, drawn by the seed
 * @param seed of everything that is drawn
 * @param gatewayUpdate how long a change of a gateway takes (about 90 s were seen for a pool)
 * @param gatewayStart how long a start or stop takes (about 6 min are documented for v2)
 * @param backendHealth how long the question for back-end health takes (up to a minute in Azure);
 *     zero is answered at once, which ARM may do too
 * @param smallChange how long a change of anything else in the network takes
 */
public record ArmOptions(
    int port,
    Path rolesDirectory,
    int latencyMillis,
    int jitterMillis,
    double throttleProbability,
    long seed,
    Duration gatewayUpdate,
    Duration gatewayStart,
    Duration backendHealth,
    Duration smallChange) {

  /** A quick and friendly ARM on any free port, with the roles of the working directory. */
  public static ArmOptions defaults() {
    return new ArmOptions(
        0,
        Path.of("infra", "roles"),
        0,
        0,
        0,
        1,
        Duration.ofSeconds(90),
        Duration.ofMinutes(6),
        Duration.ofSeconds(5),
        Duration.ofSeconds(3));
  }

  public ArmOptions withPort(int newPort) {
    return new ArmOptions(
        newPort,
        rolesDirectory,
        latencyMillis,
        jitterMillis,
        throttleProbability,
        seed,
        gatewayUpdate,
        gatewayStart,
        backendHealth,
        smallChange);
  }

  public ArmOptions withRoles(Path directory) {
    return new ArmOptions(
        port,
        directory,
        latencyMillis,
        jitterMillis,
        throttleProbability,
        seed,
        gatewayUpdate,
        gatewayStart,
        backendHealth,
        smallChange);
  }

  public ArmOptions withLatency(int millis, int jitter) {
    return new ArmOptions(
        port,
        rolesDirectory,
        millis,
        jitter,
        throttleProbability,
        seed,
        gatewayUpdate,
        gatewayStart,
        backendHealth,
        smallChange);
  }

  public ArmOptions withThrottling(double probability, long newSeed) {
    return new ArmOptions(
        port,
        rolesDirectory,
        latencyMillis,
        jitterMillis,
        probability,
        newSeed,
        gatewayUpdate,
        gatewayStart,
        backendHealth,
        smallChange);
  }

  public ArmOptions withBackendHealth(Duration simulated) {
    return new ArmOptions(
        port,
        rolesDirectory,
        latencyMillis,
        jitterMillis,
        throttleProbability,
        seed,
        gatewayUpdate,
        gatewayStart,
        simulated,
        smallChange);
  }
}
