package io.gatewayresponder.lab.twin.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.health.GatewayDocument;
import io.gatewayresponder.lab.twin.health.Pairing;
import io.gatewayresponder.lab.twin.network.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * From a request's host and path to a listener, and from there by its rule to a pool and a setting.
 */
final class Routing {

  /**
   * Where a request goes; without a pairing the gateway answers by itself (a redirect, or not
   * found).
   *
   * @param listener that took it
   * @param tls whether that listener speaks HTTPS
   * @param rule that leads on; empty when the listener has none
   */
  record Destination(
      String listener,
      boolean tls,
      int port,
      String host,
      String rule,
      Optional<Pairing> pairing,
      int ownStatus) {

    Destination by(JsonNode nextRule) {
      return new Destination(
          listener, tls, port, host, nextRule.path("name").asText(), pairing, ownStatus);
    }

    Destination to(Optional<Pairing> nextPairing, int status) {
      return new Destination(listener, tls, port, host, rule, nextPairing, status);
    }
  }

  private static final int MOVED = 301;
  private static final int NOT_FOUND = 404;

  private Routing() {}

  /** Empty when no listener takes the request. */
  static Optional<Destination> route(GatewayDocument gateway, String host, String path) {
    return listener(gateway, host).map(listener -> follow(gateway, listener, host, path));
  }

  /** Named hosts come before wildcards, and these before a listener for all. */
  private static Optional<JsonNode> listener(GatewayDocument gateway, String host) {
    List<JsonNode> listeners = gateway.all("httpListeners");
    if (host.isEmpty()) {
      return listeners.stream().findFirst();
    }
    for (int rank = 0; rank < 3; rank++) {
      int wanted = rank;
      Optional<JsonNode> found =
          listeners.stream().filter(each -> rank(each, host) == wanted).findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static int rank(JsonNode listener, String host) {
    List<String> names = hosts(listener);
    if (names.isEmpty()) {
      return 2;
    }
    if (names.stream().anyMatch(name -> name.equalsIgnoreCase(host))) {
      return 0;
    }
    return names.stream().anyMatch(name -> wildcard(name, host)) ? 1 : 3;
  }

  private static boolean wildcard(String name, String host) {
    return name.startsWith("*.") && Json.lower(host).endsWith(Json.lower(name.substring(1)));
  }

  private static List<String> hosts(JsonNode listener) {
    return Json.oneOrMany(Json.properties(listener), "hostName", "hostNames");
  }

  private static Destination follow(
      GatewayDocument gateway, JsonNode listener, String host, String path) {
    int port =
        gateway
            .referred(Json.properties(listener), "frontendPort", "frontendPorts")
            .map(each -> Json.properties(each).path("port").asInt(80))
            .orElse(80);
    List<String> names = new ArrayList<>(hosts(listener));
    String sent = host.isEmpty() && !names.isEmpty() ? names.get(0) : host;
    boolean tls = Json.properties(listener).path("protocol").asText().equalsIgnoreCase("Https");
    Destination nowhere =
        new Destination(
            listener.path("name").asText(), tls, port, sent, "", Optional.empty(), NOT_FOUND);
    for (JsonNode rule : gateway.all("requestRoutingRules")) {
      JsonNode properties = Json.properties(rule);
      boolean ours =
          Json.reference(properties, "httpListener")
              .map(Json::lastSegment)
              .filter(name -> name.equalsIgnoreCase(listener.path("name").asText()))
              .isPresent();
      if (ours) {
        return byRule(gateway, properties, nowhere.by(rule), path);
      }
    }
    return nowhere;
  }

  private static Destination byRule(
      GatewayDocument gateway, JsonNode rule, Destination nowhere, String path) {
    Optional<JsonNode> map =
        gateway.referred(rule, "urlPathMap", "urlPathMaps").map(Json::properties);
    if (map.isEmpty()) {
      return end(
          gateway,
          rule,
          "backendAddressPool",
          "backendHttpSettings",
          "redirectConfiguration",
          nowhere);
    }
    for (JsonNode pathRule : map.get().path("pathRules")) {
      JsonNode properties = Json.properties(pathRule);
      for (JsonNode pattern : properties.path("paths")) {
        if (matches(pattern.asText(), path)) {
          return end(
              gateway,
              properties,
              "backendAddressPool",
              "backendHttpSettings",
              "redirectConfiguration",
              nowhere);
        }
      }
    }
    return end(
        gateway,
        map.get(),
        "defaultBackendAddressPool",
        "defaultBackendHttpSettings",
        "defaultRedirectConfiguration",
        nowhere);
  }

  private static Destination end(
      GatewayDocument gateway,
      JsonNode properties,
      String pool,
      String setting,
      String redirect,
      Destination nowhere) {
    Optional<Pairing> pairing = gateway.pairing(properties, pool, setting);
    int own = Json.reference(properties, redirect).isPresent() ? MOVED : NOT_FOUND;
    return nowhere.to(pairing, own);
  }

  /** A pattern is a path, or a beginning with an asterisk after it; neither has case. */
  private static boolean matches(String pattern, String path) {
    String wanted = pattern.toLowerCase(Locale.ROOT);
    String asked = path.toLowerCase(Locale.ROOT);
    return wanted.endsWith("*")
        ? asked.startsWith(wanted.substring(0, wanted.length() - 1))
        : asked.equals(wanted);
  }
}
