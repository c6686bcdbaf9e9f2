package io.gatewayresponder.lab.twin.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.TreeMap;

/** The client load as JSON, for whoever steers the lab from outside. */
public record LoadJson(Load load) {

  /** {@code [{gateway, host, path, requestsPerSecond}]}, only where it was set. */
  public ArrayNode show() {
    ArrayNode shown = JsonNodeFactory.instance.arrayNode();
    new TreeMap<>(load.all())
        .forEach(
            (gateway, streams) -> {
              for (Load.Stream stream : streams) {
                shown
                    .addObject()
                    .put("gateway", gateway)
                    .put("host", stream.host())
                    .put("path", stream.path())
                    .put("requestsPerSecond", stream.requestsPerSecond());
              }
            });
    return shown;
  }

  /**
   * {@code {gateway, host?, path?, requestsPerSecond}}; an absent host is that of the first
   * listener, an absent path the root.
   *
   * @throws IllegalArgumentException saying what is wrong with the request
   */
  public void change(JsonNode request) {
    String gateway = request.path("gateway").asText("");
    if (gateway.isBlank() || !request.path("requestsPerSecond").isNumber()) {
      throw new IllegalArgumentException("A load has a gateway and a number of requestsPerSecond.");
    }
    load.set(
        gateway,
        request.path("host").asText(""),
        request.path("path").asText("/"),
        request.path("requestsPerSecond").asDouble());
  }
}
