package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Listener;
import io.gatewayresponder.evidence.RoutingRule;
import java.util.List;
import java.util.Optional;

/**
 * A listener that is to be made.
 *
 * @param frontend name of the front-end address
 * @param certificate name of the certificate; only HTTPS uses it
 * @param host empty for every host
 */
record NewListener(String frontend, int port, String protocol, String certificate, String host) {
  /** Why it cannot stand beside the others; nothing where it can. */
  Optional<String> objection(Gateway gateway, RoutingRule rule) {
    if (ListenerPorts.contradicts(protocol, port)) {
      return Optional.of(protocol + " on port " + port + " contradicts itself.");
    }
    for (Listener other : neighbours(gateway)) {
      if (!other.protocol().equalsIgnoreCase(protocol)) {
        return Optional.of(
            "Listener " + other.name() + " speaks " + other.protocol() + " on this port.");
      }
      boolean same =
          host.isEmpty()
              ? other.hostNames().isEmpty()
              : other.hostNames().stream().anyMatch(host::equalsIgnoreCase);
      if (same) {
        return Optional.of("Listener " + other.name() + " takes these requests on this port.");
      }
      if (host.isEmpty() && comesBefore(rule, other, gateway)) {
        return Optional.of(
            "Without a host name it would take the requests of listener "
                + other.name()
                + ", whose rule comes later: enter one.");
      }
    }
    return Optional.empty();
  }

  private List<Listener> neighbours(Gateway gateway) {
    return gateway.listeners().stream()
        .filter(other -> other.frontendName().equalsIgnoreCase(frontend))
        .filter(other -> gateway.frontendPort(other.frontendPortName()).orElse(-1) == port)
        .toList();
  }

  /**
   * Rules with lower numbers are asked first. Those of the first generation have none; there the
   * order of the listeners counts, and a new one is the last.
   */
  private static boolean comesBefore(RoutingRule rule, Listener other, Gateway gateway) {
    return rule.priority().isPresent()
        && gateway.routingRules().stream()
            .filter(one -> one.listenerName().equalsIgnoreCase(other.name()))
            .anyMatch(one -> one.priority().orElse(0) > rule.priority().getAsInt());
  }
}
