package io.gatewayresponder.lab.twin.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.network.Json;
import java.time.Duration;
import java.util.Optional;

/**
 * How the servers of a pairing are probed: by the setting's custom probe, else by the default one.
 */
public record ProbePlan(
    String protocol,
    String host,
    String path,
    int port,
    Duration interval,
    Duration timeout,
    int unhealthyThreshold,
    ProbeMatch match) {

  /** Documented defaults: every 30 s, 30 s for the answer, unhealthy after 3 failures in a row. */
  private static final int DEFAULT_SECONDS = 30;

  private static final int DEFAULT_THRESHOLD = 3;

  /** What the default probe calls its host when the setting gives none. */
  private static final String LOCAL_HOST = "127.0.0.1";

  /**
   * The plan for one server of a setting; the server's name matters when the host is taken from it.
   */
  public static ProbePlan of(GatewayDocument gateway, JsonNode setting, Member server) {
    JsonNode own = Json.properties(setting);
    Optional<JsonNode> custom = gateway.referred(own, "probe", "probes").map(Json::properties);
    String settingHost = settingHost(own, server);
    String settingProtocol = protocol(own);
    int settingPort = port(own, settingProtocol);
    if (custom.isEmpty()) {
      return new ProbePlan(
          settingProtocol,
          settingHost,
          "/",
          settingPort,
          Duration.ofSeconds(DEFAULT_SECONDS),
          Duration.ofSeconds(DEFAULT_SECONDS),
          DEFAULT_THRESHOLD,
          ProbeMatch.DEFAULT);
    }
    return custom(custom.get(), settingProtocol, settingHost, settingPort);
  }

  /**
   * The plan of a probe that is asked for once: what the request does not say is the setting's, or
   * as with a custom probe. It has no port of its own.
   */
  static ProbePlan onDemand(JsonNode setting, ObjectNode asked, Member server) {
    JsonNode own = Json.properties(setting);
    String protocol = protocol(own);
    ObjectNode probe = asked.deepCopy();
    probe.remove("port");
    return custom(probe, protocol, settingHost(own, server), port(own, protocol));
  }

  private static ProbePlan custom(
      JsonNode probe, String settingProtocol, String settingHost, int settingPort) {
    return new ProbePlan(
        probe.path("protocol").asText(settingProtocol),
        Json.text(probe, "host").orElse(settingHost),
        Json.text(probe, "path").orElse("/"),
        probe.path("port").asInt(settingPort),
        Duration.ofSeconds(probe.path("interval").asInt(DEFAULT_SECONDS)),
        Duration.ofSeconds(probe.path("timeout").asInt(DEFAULT_SECONDS)),
        probe.path("unhealthyThreshold").asInt(DEFAULT_THRESHOLD),
        ProbeMatch.of(probe.path("match")));
  }

  private static String protocol(JsonNode setting) {
    return setting.path("protocol").asText("Http");
  }

  private static int port(JsonNode setting, String protocol) {
    return setting.path("port").asInt(protocol.equalsIgnoreCase("Https") ? 443 : 80);
  }

  /** The Host header by a setting: its own host name, or the server's, or none of its own. */
  private static String settingHost(JsonNode setting, Member server) {
    if (setting.path("pickHostNameFromBackendAddress").asBoolean(false)) {
      return server.address();
    }
    return Json.text(setting, "hostName").orElse(LOCAL_HOST);
  }
}
