package io.gatewayresponder.lab.twin.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.network.Json;
import io.gatewayresponder.lab.twin.servers.Answer;
import io.gatewayresponder.lab.twin.servers.Certificate;
import io.gatewayresponder.lab.twin.servers.WebServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An App Service app behind the front ends that it shares with others, read from its document. */
record WebSite(JsonNode properties, List<String> hosts, Restrictions restrictions)
    implements Hosted {

  /** What the front end says by itself needs no app. */
  private static final Duration AT_ONCE = Duration.ofMillis(5);

  private static final Answer NOT_FOUND = new Answer(404, AT_ONCE, "404 Web Site not found.");
  private static final Answer STOPPED = new Answer(403, AT_ONCE, "Error 403 - Site Disabled");
  private static final Answer FORBIDDEN = new Answer(403, AT_ONCE, "Error 403 - Forbidden");
  private static final Answer USE_TLS = new Answer(301, AT_ONCE, "");

  static WebSite of(JsonNode document) {
    JsonNode properties = Json.properties(document);
    List<String> hosts = new ArrayList<>();
    properties.path("hostNames").forEach(host -> hosts.add(Json.lower(host.asText())));
    JsonNode configuration = Json.properties(properties.path("config").path(0));
    return new WebSite(properties, List.copyOf(hosts), Restrictions.of(configuration));
  }

  @Override
  public String name() {
    return Json.lower(properties.path("defaultHostName").asText());
  }

  @Override
  public String address() {
    return Json.text(properties, "inboundIpAddress").orElse("198.51.100.1");
  }

  /** A bound host has a certificate when its binding says so; all others get the platform's. */
  @Override
  public Certificate certificate(String host) {
    for (JsonNode state : properties.path("hostNameSslStates")) {
      boolean isOwn = !state.path("sslState").asText("Disabled").equalsIgnoreCase("Disabled");
      if (isOwn && state.path("name").asText().equalsIgnoreCase(host)) {
        return new Certificate(List.of(Json.lower(host)), false, true);
      }
    }
    String platform = name().substring(name().indexOf('.'));
    return new Certificate(List.of("*" + platform, "*.scm" + platform), false, true);
  }

  @Override
  public boolean knows(String host) {
    return hosts.contains(Json.lower(host));
  }

  @Override
  public Answer answer(
      Caller caller, boolean tls, String host, String path, Optional<WebServer> own) {
    if (!knows(host)) {
      return NOT_FOUND;
    }
    if (!properties.path("state").asText("Running").equalsIgnoreCase("Running")) {
      return STOPPED;
    }
    boolean isPublic =
        !properties.path("publicNetworkAccess").asText().equalsIgnoreCase("Disabled");
    if (!isPublic || !restrictions.admits(caller)) {
      return FORBIDDEN;
    }
    if (!tls && properties.path("httpsOnly").asBoolean(false)) {
      return USE_TLS;
    }
    return own.map(server -> server.answer(host, path)).orElse(Answer.OK);
  }
}
