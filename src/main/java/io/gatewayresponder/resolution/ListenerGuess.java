package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.RoutingRule;
import java.util.stream.Stream;

/** The port where a missing listener probably was. */
record ListenerGuess(int port, String reason) {
  static ListenerGuess of(Gateway gateway, RoutingRule rule) {
    ListenerPorts ports = new ListenerPorts(gateway);
    if (!ports.unused().isEmpty()) {
      return new ListenerGuess(
          ports.unused().get(0),
          "the gateway has a front-end port of this number, and no listener uses it");
    }
    String frontend =
        gateway.frontends().stream()
            .filter(one -> one.isPublic())
            .findFirst()
            .orElse(gateway.frontends().get(0))
            .name();
    return Stream.concat(
            gateway.frontendPortNames().stream()
                .flatMapToInt(name -> gateway.frontendPort(name).stream())
                .boxed(),
            Stream.of(ListenerPorts.HTTP, ListenerPorts.HTTPS))
        .filter(port -> fits(frontend, port, gateway, rule))
        .findFirst()
        .map(port -> new ListenerGuess(port, "a guess: other listeners are no hindrance there"))
        .orElseGet(() -> new ListenerGuess(ListenerPorts.HTTP, "usual for HTTP"));
  }

  private static boolean fits(String frontend, int port, Gateway gateway, RoutingRule rule) {
    boolean encrypted = port == ListenerPorts.HTTPS;
    return !(encrypted && gateway.listenerCertificates().isEmpty())
        && new NewListener(frontend, port, encrypted ? "Https" : "Http", "", "")
            .objection(gateway, rule)
            .isEmpty();
  }
}
