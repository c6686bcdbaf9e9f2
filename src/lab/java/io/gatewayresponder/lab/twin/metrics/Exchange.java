package io.gatewayresponder.lab.twin.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.health.BackendCall;
import io.gatewayresponder.lab.twin.health.BackendCall.Outcome;
import io.gatewayresponder.lab.twin.health.GatewayDocument;
import io.gatewayresponder.lab.twin.health.Member;
import io.gatewayresponder.lab.twin.health.Pairing;
import io.gatewayresponder.lab.twin.logs.Upstream;
import io.gatewayresponder.lab.twin.network.Json;
import io.gatewayresponder.lab.twin.servers.Answer;
import java.time.Duration;
import java.time.Instant;

/** What a client gets when the gateway passes its request to one server. */
record Exchange(BackendCall backend) {

  /** The documented time-out of a setting that gives none. */
  private static final int DEFAULT_TIMEOUT_SECONDS = 20;

  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;

  /**
   * An answer to a client.
   *
   * @param failed what the metric FailedRequests counts
   * @param upstream how it ended behind the gateway
   */
  record Reply(int status, boolean failed, Upstream upstream) {}

  /**
   * No server can take the request. The first generation does not count these as failed, by the
   * documents.
   */
  static Reply noServer(GatewayDocument gateway) {
    return new Reply(BAD_GATEWAY, !gateway.isFirstGeneration(), Upstream.noneLive());
  }

  /** The gateway got no connection that it could use. */
  static Reply notConnected() {
    return new Reply(BAD_GATEWAY, true, Upstream.noneLive());
  }

  Reply with(
      GatewayDocument gateway,
      Pairing pairing,
      Member server,
      String host,
      String path,
      Instant now) {
    JsonNode setting =
        gateway
            .child("backendHttpSettingsCollection", pairing.setting())
            .map(Json::properties)
            .orElseThrow();
    String protocol = setting.path("protocol").asText("Http");
    Outcome outcome =
        backend.call(
            gateway,
            new BackendCall.Asked(
                server.address(),
                setting,
                protocol,
                port(setting),
                host(setting, server, host),
                path(setting, path),
                now));
    if (outcome instanceof Outcome.Answered answered) {
      return answer(gateway, setting, answered.answer(), false);
    }
    if (outcome instanceof Outcome.BrokenOff brokenOff) {
      return answer(gateway, setting, brokenOff.begun(), true);
    }
    return notConnected();
  }

  /**
   * A time-out is 502 in the first generation and 504 since; errors of the server count as failed
   * only since then.
   */
  private static Reply answer(
      GatewayDocument gateway, JsonNode setting, Answer answer, boolean brokenOff) {
    Duration limit =
        Duration.ofSeconds(setting.path("requestTimeout").asInt(DEFAULT_TIMEOUT_SECONDS));
    boolean first = gateway.isFirstGeneration();
    if (answer.latency().compareTo(limit) > 0) {
      return new Reply(first ? BAD_GATEWAY : GATEWAY_TIMEOUT, true, Upstream.timedOut(limit));
    }
    if (brokenOff || answer.closes()) {
      return new Reply(BAD_GATEWAY, true, Upstream.closed(answer.latency()));
    }
    Upstream upstream = Upstream.answered(answer.status(), answer.latency());
    return new Reply(answer.status(), answer.status() >= 500 && !first, upstream);
  }

  /** Address and port of a server, as the gateway's log gives them. */
  String routed(GatewayDocument gateway, JsonNode setting, Member server) {
    return backend.routed(gateway, server.address()) + ":" + port(setting);
  }

  /** The port on which a setting reaches its servers. */
  private static int port(JsonNode setting) {
    boolean tls = setting.path("protocol").asText("Http").equalsIgnoreCase("Https");
    return setting.path("port").asInt(tls ? 443 : 80);
  }

  /** The host that a server is asked for. */
  static String host(JsonNode setting, Member server, String asked) {
    if (setting.path("pickHostNameFromBackendAddress").asBoolean(false)) {
      return server.address();
    }
    return Json.text(setting, "hostName").orElse(asked);
  }

  /** A setting may replace the root of every path. */
  private static String path(JsonNode setting, String asked) {
    String root = setting.path("path").asText("");
    return root.isEmpty() ? asked : (root + asked).replaceAll("/+", "/");
  }
}
