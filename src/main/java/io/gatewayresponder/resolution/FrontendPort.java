package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gatewayresponder.evidence.Gateway;

/** The front-end port of a number: the one there is, or a new one. */
final class FrontendPort {
  private FrontendPort() {}

  /** The name of the part, which the edit has afterwards. */
  static String named(GatewayEdit edit, Gateway gateway, int number) {
    return new ListenerPorts(gateway)
        .named(number)
        .orElseGet(
            () -> {
              String name = edit.freeName(Routed.PORTS, "port-" + number);
              edit.add(
                  Routed.PORTS, name, JsonNodeFactory.instance.objectNode().put("port", number));
              return name;
            });
  }
}
