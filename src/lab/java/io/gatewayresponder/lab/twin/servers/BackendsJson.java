package io.gatewayresponder.lab.twin.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Servers and names as JSON, for whoever steers the lab from outside. */
public record BackendsJson(Backends backends) {

  /**
   * The longest answer time that can be set: a day, the largest time-out that a gateway can be
   * given.
   */
  private static final int MAX_LATENCY_MILLIS = 86_400_000;

  /**
   * {@code {"servers": [{address, port, listening, firewalled, protocol, answers}], "names": {name:
   * address}, "namesGone": [name], "toleratingForeignHosts": [app]}}.
   */
  public ObjectNode show() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ArrayNode servers = all.putArray("servers");
    new TreeMap<>(backends.all()).forEach((where, server) -> servers.add(show(where, server)));
    ObjectNode names = all.putObject("names");
    for (Map.Entry<String, String> name : new TreeMap<>(backends.names().all()).entrySet()) {
      names.put(name.getKey(), name.getValue());
    }
    backends.names().gone().forEach(all.putArray("namesGone")::add);
    backends.toleratingForeignHosts().forEach(all.putArray("toleratingForeignHosts")::add);
    return all;
  }

  private static ObjectNode show(Endpoint where, WebServer server) {
    ObjectNode shown =
        JsonNodeFactory.instance
            .objectNode()
            .put("address", where.address())
            .put("port", where.port())
            .put("listening", server.listening())
            .put("firewalled", server.firewalled())
            .put("protocol", server.protocol());
    server
        .certificate()
        .ifPresent(certificate -> shown.set("certificate", CertificateJson.show(certificate)));
    ArrayNode answers = shown.putArray("answers");
    for (WebServer.Special special : server.specials()) {
      ObjectNode answer = answers.addObject();
      special.host().ifPresent(host -> answer.put("host", host));
      special.path().ifPresent(path -> answer.put("path", path));
      answer.put("status", special.answer().status());
      answer.put("latencyMillis", special.answer().latency().toMillis());
      answer.put("body", special.answer().body());
      answer.put("closes", special.answer().closes());
    }
    return shown;
  }

  /**
   * Changes one server: {@code {address, port, listening?, firewalled?, protocol?, host?, path?,
   * status?, latencyMillis?, body?, closes?, certificate?}}; what is absent stays, see {@link
   * CertificateJson}. An answer is set when a status, a latency, a body or a closed connection is
   * given.
   *
   * @throws IllegalArgumentException saying what is wrong with the request
   */
  public void change(JsonNode request) {
    String address = request.path("address").asText("");
    int port = request.path("port").asInt(0);
    if (address.isBlank() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("A server has an address and a port from 1 to 65535.");
    }
    if (request.has("protocol")) {
      backends.setProtocol(address, port, protocol(request.path("protocol").asText()));
    }
    if (request.has("certificate")) {
      backends.setCertificate(address, port, CertificateJson.read(request.path("certificate")));
    }
    if (request.has("status")
        || request.has("latencyMillis")
        || request.has("body")
        || request.has("closes")) {
      backends.setAnswer(
          address, port, optional(request, "host"), optional(request, "path"), answer(request));
    }
    if (request.has("firewalled")) {
      backends.setFirewalled(address, port, request.path("firewalled").asBoolean());
    }
    if (request.has("listening")) {
      backends.setListening(address, port, request.path("listening").asBoolean());
    }
  }

  private static Answer answer(JsonNode request) {
    int status = request.path("status").asInt(Answer.OK.status());
    int latency = request.path("latencyMillis").asInt((int) Answer.OK.latency().toMillis());
    if (status < 100 || status > 599 || latency < 0 || latency > MAX_LATENCY_MILLIS) {
      throw new IllegalArgumentException("A status is 100 to 599, a latency at most a day.");
    }
    return new Answer(
        status,
        Duration.ofMillis(latency),
        request.path("body").asText(""),
        request.path("closes").asBoolean(false));
  }

  private static String protocol(String text) {
    if (text.equalsIgnoreCase("Http")) {
      return "Http";
    }
    if (text.equalsIgnoreCase("Https")) {
      return "Https";
    }
    throw new IllegalArgumentException("A protocol is Http or Https, not " + text + ".");
  }

  private static Optional<String> optional(JsonNode request, String field) {
    return request.hasNonNull(field) ? Optional.of(request.path(field).asText()) : Optional.empty();
  }
}
