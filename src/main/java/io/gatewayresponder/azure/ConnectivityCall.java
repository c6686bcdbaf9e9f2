package io.gatewayresponder.azure;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks Network Watcher to connect from the gateway to a server. A watcher looks after one region,
 * so the one of the gateway's region is asked. It is a POST that changes nothing: the watcher sends
 * a few packets.
 */
final class ConnectivityCall {
  /** It is a second opinion: a diagnosis that stands without it does not wait for long. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  private ConnectivityCall() {}

  /** Every watcher of a subscription; Azure makes one for each region. */
  static Look<JsonNode> watchers(ArmCalls calls, String what, String subscription) {
    String path = "/subscriptions/" + subscription + "/providers/Microsoft.Network/networkWatchers";
    return ArmCalls.look(
        what, calls.get(calls.address(path, "api-version=" + ArmCalls.NETWORK_API)));
  }

  /** The watcher of the gateway's region. */
  static Look<ResourceId> watcherOf(JsonNode gateway, JsonNode watchers) {
    String region = region(gateway);
    for (JsonNode watcher : watchers.path("value")) {
      Optional<ResourceId> id = ResourceId.find(watcher.path("id").asText(""));
      if (id.isPresent() && !region.isEmpty() && region(watcher).equals(region)) {
        return Look.found(id.get());
      }
    }
    return new Look.Unreadable<>(
        Look.Why.NOT_FOUND, "network watcher", "the subscription has none in the gateway's region");
  }

  /** {@code West Europe} and {@code westeurope} are the same. */
  private static String region(JsonNode document) {
    return document.path("location").asText("").replace(" ", "").toLowerCase(Locale.ROOT);
  }

  static Look<JsonNode> read(
      ArmCalls calls, String what, ResourceId watcher, ResourceId gateway, Server server) {
    ObjectNode question = Json.MAPPER.createObjectNode();
    question.putObject("source").put("resourceId", gateway.toString());
    question.putObject("destination").put("address", server.address()).put("port", server.port());
    question.put("protocol", "Tcp");
    String address = calls.address(watcher, "/connectivityCheck", ArmCalls.NETWORK_API);
    ArmAnswer answer = calls.send(HttpMethod.POST, address, question);
    return AcceptedCall.result(calls, what, answer, LIMIT);
  }

  /** A server of a pool: an address or a name, and the port that is probed. */
  record Server(String address, int port) {
    @Override
    public String toString() {
      return address + ":" + port;
    }
  }
}
