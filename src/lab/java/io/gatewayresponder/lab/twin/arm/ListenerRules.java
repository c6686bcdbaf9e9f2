package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.GatewayReferences;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the network provider refuses at the front of a gateway. Codes and messages are those that
 * people quoted.
 */
final class ListenerRules {
  /** The one pair of port and protocol whose refusal is documented. */
  private static final int TLS_PORT = 443;

  private ListenerRules() {}

  /** Throws a 400 for the first listener, or rule of one, that is not possible. */
  static void check(ObjectNode gateway) {
    Map<String, ObjectNode> parts = GatewayReferences.parts(gateway);
    Set<String> taken = new HashSet<>();
    for (ObjectNode listener : Json.objects(gateway.path("properties").path("httpListeners"))) {
      portFits(listener, parts);
      for (String place : places(listener)) {
        if (!taken.add(place)) {
          throw twice(
              gateway,
              "ApplicationGatewayHttpListenersUsingSameFrontendPort",
              "Http Listeners",
              "Frontend Port",
              reference(listener, "frontendPort"));
        }
      }
    }
    oneRuleEach(gateway);
  }

  private static void portFits(ObjectNode listener, Map<String, ObjectNode> parts) {
    ObjectNode port = parts.get(ResourceId.key(reference(listener, "frontendPort")));
    boolean plain = listener.path("properties").path("protocol").asText().equalsIgnoreCase("Http");
    if (plain && port != null && port.path("properties").path("port").asInt() == TLS_PORT) {
      throw new ArmError(
          400,
          "ApplicationGatewayPortNotValidForProtocol",
          "Port %d is not valid for protocol Http in httpListeners %s."
              .formatted(TLS_PORT, listener.path("id").asText()));
    }
  }

  /**
   * Where clients find a listener: by address, port and host; without a host it hears everybody.
   */
  private static Set<String> places(ObjectNode listener) {
    JsonNode its = listener.path("properties");
    Set<String> hosts = new TreeSet<>();
    its.path("hostNames").forEach(host -> hosts.add(host.asText()));
    hosts.add(its.path("hostName").asText(""));
    if (hosts.size() > 1) {
      hosts.remove("");
    }
    String front =
        reference(listener, "frontendIPConfiguration") + " " + reference(listener, "frontendPort");
    Set<String> places = new TreeSet<>();
    hosts.forEach(host -> places.add((front + " " + host).toLowerCase(Locale.ROOT)));
    return places;
  }

  private static void oneRuleEach(ObjectNode gateway) {
    Set<String> taken = new HashSet<>();
    for (ObjectNode rule : Json.objects(gateway.path("properties").path("requestRoutingRules"))) {
      String listener = reference(rule, "httpListener");
      if (!listener.isEmpty() && !taken.add(ResourceId.key(listener))) {
        throw twice(
            gateway,
            "ApplicationGatewayRequestRoutingRulesUsingSameHttpListener",
            "Request Routing Rules",
            "Http Listener",
            listener);
      }
    }
  }

  private static ArmError twice(
      ObjectNode gateway, String code, String users, String what, String used) {
    return new ArmError(
        400,
        code,
        "Two %s of Application Gateway %s are using the same %s %s."
            .formatted(users, gateway.path("id").asText(), what, used));
  }

  private static String reference(ObjectNode part, String field) {
    return part.path("properties").path(field).path("id").asText();
  }
}
