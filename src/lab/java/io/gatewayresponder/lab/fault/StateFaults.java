package io.gatewayresponder.lab.fault;

import java.util.List;

/** The gateway itself: stopped, failed, between two states. */
final class StateFaults {
  private StateFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
            "stopped",
            (world, dice) ->
                state(world, "Stopped", "Succeeded", Truth.of("stopped", "1a.2"))
                    .darkening(List.of("probe", "traffic")),
            "1a.2"),
        Fault.of(
            "starting",
            (world, dice) ->
                state(world, "Starting", "Updating", Truth.of("starting", "1a.3"))
                    .darkening(List.of("probe", "traffic")),
            "1a.3"),
        Fault.of(
            "failed",
            (world, dice) -> state(world, "Running", "Failed", Truth.of("failed", "1a.4")),
            "1a.4"),
        Fault.of(
            "updating",
            (world, dice) -> state(world, "Running", "Updating", Truth.of("updating", "1a.5")),
            "1a.5"));
  }

  private static Truth state(World world, String operational, String provisioning, Truth truth) {
    world.editGateway(
        properties ->
            properties.put("operationalState", operational).put("provisioningState", provisioning));
    return truth.about("gateway", "gateway").seenAt(List.of("gateway state"));
  }
}
