package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.RouteTable;

/** How findings name routes. */
final class RouteWords {
  private RouteWords() {}

  /** Such as {@code VirtualAppliance 10.0.9.4}. */
  static String nextHop(RouteTable.Route route) {
    return route.nextHopAddress().isEmpty()
        ? route.nextHopType()
        : route.nextHopType() + " " + route.nextHopAddress();
  }
}
