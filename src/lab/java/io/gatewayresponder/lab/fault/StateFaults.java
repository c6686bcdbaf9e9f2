package io.gatewayresponder.lab.fault;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The gateway itself: stopped, failed, between two states. */
final class StateFaults {
  /** Who does not run probes nothing, serves nobody and refuses to tell the health. */
  private static final List<String> OUTAGE = List.of("probe", "health", "way", "clients");

  /** A gateway of the second generation takes about so long for a large change. */
  private static final Duration LASTS = Duration.ofMinutes(12);

  private StateFaults() {}

  static List<Fault> all() {
    return Stream.of(
            Fault.of(
                "stopped",
                (world, dice) ->
                    state(world, "Stopped", "Succeeded", Truth.of("stopped", "1a.2"))
                        // A colleague stopped it: also a v1 gateway may be started again.
                        .choosing("StartGateway")
                        .darkening(OUTAGE),
                "1a.2"),
            Fault.of(
                    "starting",
                    (world, dice) ->
                        passing(world, "Starting", Truth.of("starting", "1a.3")).darkening(OUTAGE),
                    "1a.3")
                .untilLater("the gateway is running some minutes later"),
            Fault.of(
                "failed",
                (world, dice) -> state(world, "Running", "Failed", Truth.of("failed", "1a.4")),
                "1a.4"),
            Fault.of(
                    "updating",
                    (world, dice) -> passing(world, "Running", Truth.of("updating", "1a.5")),
                    "1a.5")
                .untilLater("the update ends some minutes later"))
        .map(fault -> fault.oneOf("state"))
        .toList();
  }

  private static Truth passing(World world, String operational, Truth truth) {
    world.later(LASTS, () -> state(world, "Running", "Succeeded", truth));
    return state(world, operational, "Updating", truth);
  }

  private static Truth state(World world, String operational, String provisioning, Truth truth) {
    world.editGateway(
        properties ->
            properties.put("operationalState", operational).put("provisioningState", provisioning));
    return truth.about("gateway", "gateway").seenAt(List.of("gateway state"));
  }
}
