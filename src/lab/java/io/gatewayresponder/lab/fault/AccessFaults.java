package io.gatewayresponder.lab.fault;

import java.util.List;

/** What cannot be looked at: the gateway is gone, or the responder may not read. */
final class AccessFaults {
  private static final List<String> EVERYTHING =
      List.of(
          "gateway", "probe", "health", "way", "clients", "routing", "management", "app", "logs");

  private AccessFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("gateway-missing", (world, dice) -> missing(world), "1b.6")
            .forPeople("the gateway is gone"),
        Fault.of("health-forbidden", (world, dice) -> forbidden(world), "1b.x4")
            .forPeople("the responder lacks a right"));
  }

  private static Truth missing(World world) {
    world.refuse("*", "/applicationGateways/", 404, "ResourceNotFound");
    return Truth.of("gateway-missing", "1b.6").about("gateway", "gateway").darkening(EVERYTHING);
  }

  private static Truth forbidden(World world) {
    world.refuse("POST", "/backendhealth", 403, "AuthorizationFailed");
    return Truth.of("health-forbidden", "1b.x4")
        .about("gateway", "gateway")
        .seenAt(List.of("health itself"))
        .darkening(List.of("probe", "health"));
  }
}
