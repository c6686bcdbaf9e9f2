package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.gatewayresponder.lab.identity.SignIn;
import io.gatewayresponder.lab.twin.estate.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What is answered without a token: how to sign in, and where this cloud's services are. */
final class OpenDesk {
  /** A sign-in is a handful of short fields. */
  private static final int MOST_BODY_BYTES = 16 * 1024;

  private static final String ENDPOINTS = "/metadata/endpoints";

  /** From this version on the document lists clouds; before it described one. */
  private static final String LISTS_SINCE = "2018";

  private final SignIn signIn;

  OpenDesk(SignIn signIn) {
    this.signIn = signIn;
  }

  /** The answer; empty when the request is for the desk that asks for a token. */
  Optional<ArmResponse> answer(HttpExchange exchange) throws IOException {
    String path = ArmDesk.path(exchange);
    String origin = ArmDesk.origin(exchange);
    boolean reads = exchange.getRequestMethod().equals("GET");
    if (reads && path.equals(ENDPOINTS)) {
      return Optional.of(endpoints(origin, ArmDesk.query(exchange.getRequestURI().getRawQuery())));
    }
    if (!path.equals(SignIn.PATH) && !path.startsWith(SignIn.PATH + "/")) {
      return Optional.empty();
    }
    if (reads && (path.equals(SignIn.DISCOVERY) || path.equals(SignIn.DISCOVERY_OF_TENANT))) {
      return Optional.of(ArmResponse.ok(signIn.discovery(origin)));
    }
    if (exchange.getRequestMethod().equals("POST") && path.equals(SignIn.TOKEN)) {
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES);
      SignIn.Reply reply = signIn.token(ArmDesk.query(new String(body, StandardCharsets.UTF_8)));
      return Optional.of(new ArmResponse(reply.status(), Map.of(), reply.body()));
    }
    return Optional.of(new ArmResponse(404, Map.of(), null));
  }

  private static ArmResponse endpoints(String origin, Map<String, String> query) {
    boolean lists = query.getOrDefault("api-version", "").compareTo(LISTS_SINCE) > 0;
    ObjectNode authentication = Json.object().put("loginEndpoint", origin + SignIn.PATH);
    authentication.putArray("audiences").add(origin);
    ObjectNode cloud = Json.object();
    if (!lists) {
      cloud
          .put("galleryEndpoint", origin)
          .put("graphEndpoint", origin)
          .put("portalEndpoint", origin)
          .set("authentication", authentication);
      return ArmResponse.ok(cloud);
    }
    authentication.put("tenant", "adfs").put("identityProvider", "ADFS");
    cloud
        .put("name", "Lab")
        .put("portal", origin)
        .put("resourceManager", origin)
        .put("graphAudience", origin)
        .put("logAnalyticsResourceId", origin)
        .set("authentication", authentication);
    cloud.putObject("suffixes");
    JsonNode clouds = Json.array().add(cloud);
    return ArmResponse.ok(clouds);
  }
}
