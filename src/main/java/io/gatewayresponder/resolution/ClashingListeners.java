package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Listener;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The listeners on one front-end port whose protocol contradicts its number. They are put right
 * together: Azure wants one protocol on a port.
 *
 * @param listeners all that stand on the port, not empty
 * @param portName of the front-end port
 */
record ClashingListeners(List<Listener> listeners, String portName, int port, String protocol) {
  static List<ClashingListeners> of(List<Finding> causes, Gateway gateway) {
    List<ClashingListeners> clashing = new ArrayList<>();
    for (Listener listener : Routed.listeners(causes, gateway)) {
      String name = listener.frontendPortName();
      OptionalInt port = gateway.frontendPort(name);
      if (port.isPresent()
          && ListenerPorts.contradicts(listener.protocol(), port.getAsInt())
          && clashing.stream().noneMatch(one -> one.portName().equalsIgnoreCase(name))) {
        clashing.add(
            new ClashingListeners(
                gateway.listeners().stream()
                    .filter(one -> one.frontendPortName().equalsIgnoreCase(name))
                    .filter(one -> one.protocol().equalsIgnoreCase(listener.protocol()))
                    .toList(),
                name,
                port.getAsInt(),
                listener.protocol()));
      }
    }
    return clashing;
  }

  List<String> names() {
    return listeners.stream().map(Listener::name).toList();
  }

  /** Such as {@code shop and shop-api}. */
  String words() {
    return String.join(" and ", names());
  }

  String why() {
    return "%s %s %s on port %d."
        .formatted(
            listeners.size() == 1 ? "Listener" : "Listeners",
            words(),
            listeners.size() == 1 ? "speaks " + protocol : "speak " + protocol,
            port);
  }

  List<Finding> causes(List<Finding> causes) {
    return listeners.stream()
        .flatMap(listener -> Routed.about(causes, new Subject.Listener(listener.name())).stream())
        .toList();
  }
}
