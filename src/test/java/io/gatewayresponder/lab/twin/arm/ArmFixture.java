package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.identity.Tokens;
import io.gatewayresponder.lab.twin.clock.TwinClock;
import io.gatewayresponder.lab.twin.estate.AlertsModel;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Estate;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.estate.HealthModel;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.LogsModel;
import io.gatewayresponder.lab.twin.estate.MetricsModel;
import io.gatewayresponder.lab.twin.logs.ActivityLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ARM over the shop, with a client for each principal. Simulated time runs a thousand times faster.
 */
final class ArmFixture implements AutoCloseable {
  static final String API = "2025-05-01";
  static final String GATEWAY = Estates.SHOP_GATEWAY;
  static final String NETWORK =
      "/subscriptions/"
          + Estates.SUBSCRIPTION
          + "/resourceGroups/"
          + Estates.GROUP
          + "/providers/Microsoft.Network/";

  private static final double SPEED = 1000;

  /** So fast that ten hours pass at once. */
  private static final double SPEED_TO_THE_END = 1_000_000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final Estate estate = Estates.shop("http://127.0.0.1:1/unused");
  private final TwinClock clock = new TwinClock(SPEED);
  final ActivityLog activity = new ActivityLog(clock);
  final Tokens tokens = new Tokens(Clock.systemUTC());
  final ArmServer server;
  private final HttpClient client;

  ArmFixture(Path directory) throws IOException {
    this(directory, ArmOptions.defaults());
  }

  ArmFixture(Path directory, ArmOptions options) throws IOException {
    LabAuthority authority = LabAuthority.open(directory);
    Models models = new Models();
    server =
        ArmServer.start(
            options,
            Access.ofLab(options.rolesDirectory(), Estates.SUBSCRIPTION),
            authority,
            new ArmServer.Neighbours(
                estate, clock, tokens, models, models, models, models, activity));
    client = HttpClient.newBuilder().sslContext(authority.clientContext()).build();
  }

  /** ARM where the resolution identity has just these actions. */
  static ArmFixture whereResolutionMay(Path directory, String... actions) throws IOException {
    Path roles = Files.createDirectories(directory.resolve("roles"));
    Path real = ArmOptions.defaults().rolesDirectory();
    Files.copy(real.resolve("triage.json"), roles.resolve("triage.json"));
    ObjectNode role = (ObjectNode) Json.read(Files.readAllBytes(real.resolve("resolution.json")));
    List.of(actions).forEach(role.putArray("actions")::add);
    Files.write(roles.resolve("resolution.json"), Json.write(role));
    return new ArmFixture(directory, ArmOptions.defaults().withRoles(roles));
  }

  Answer get(Principal who, String path) throws Exception {
    return call(who, "GET", path, null);
  }

  Answer put(Principal who, String path, JsonNode body) throws Exception {
    return call(who, "PUT", path, body);
  }

  Answer post(Principal who, String path) throws Exception {
    return call(who, "POST", path, null);
  }

  Answer delete(Principal who, String path) throws Exception {
    return call(who, "DELETE", path, null);
  }

  Answer call(Principal who, String method, String path, @Nullable JsonNode body) throws Exception {
    String separator = path.contains("?") ? "&" : "?";
    return send(
        method,
        server.uri() + path + separator + "api-version=" + API,
        body,
        tokens.issue(who).value());
  }

  /** Follows an address as it was given. */
  Answer follow(Principal who, String address) throws Exception {
    return send("GET", address, null, tokens.issue(who).value());
  }

  Answer send(String method, String address, @Nullable JsonNode body, @Nullable String token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(PATIENCE)
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(Json.write(body)));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    return new Answer(response);
  }

  /** Posts a form as a browser would, without a token. */
  Answer sendForm(String path, String form) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return new Answer(client.send(request, BodyHandlers.ofByteArray()));
  }

  /** From now on operations stay under way, until {@link #letOperationsEnd}. */
  void holdOperations() {
    server.faults().hold(Duration.ofHours(10));
  }

  void letOperationsEnd() {
    clock.setSpeed(SPEED_TO_THE_END);
  }

  /** Follows the operation of an answer to its end. */
  String statusAtEnd(Principal who, Answer accepted) throws Exception {
    String address = accepted.header("Azure-AsyncOperation");
    for (long until = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < until; ) {
      Answer poll = follow(who, address);
      String status = poll.body().path("status").asText();
      if (!status.equals("InProgress")) {
        return status;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("The operation did not end");
  }

  @Override
  public void close() {
    server.close();
  }

  /** An answer, with its body as it came. */
  record Answer(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode body() throws IOException {
      return Json.read(response.body());
    }

    ObjectNode object() throws IOException {
      return (ObjectNode) body();
    }

    String errorCode() throws IOException {
      return body().path("error").path("code").asText();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  /** The neighbours, as far as ARM needs them. */
  private static final class Models implements HealthModel, MetricsModel, LogsModel, AlertsModel {
    @Override
    public ObjectNode backendHealth(String gatewayId) {
      ObjectNode health = Json.object();
      ObjectNode pool = health.putArray("backendAddressPools").addObject();
      pool.set("backendAddressPool", Json.reference(gatewayId + "/backendAddressPools/web-pool"));
      pool.putArray("backendHttpSettingsCollection");
      return health;
    }

    /** Tells the path that was asked for as the address of a server. */
    @Override
    public ObjectNode backendHealthOnDemand(String gatewayId, ObjectNode probe) {
      ObjectNode health = Json.object();
      health.set("backendAddressPool", probe.path("backendAddressPool"));
      ObjectNode tested = health.putObject("backendHealthHttpSettings");
      tested.set("backendHttpSettings", probe.path("backendHttpSettings"));
      tested.putArray("servers").addObject().put("address", probe.path("path").asText());
      return health;
    }

    @Override
    public ObjectNode connectivity(String gatewayId, String destination, int port) {
      return Json.object().put("asked", destination + ":" + port);
    }

    @Override
    public ObjectNode metrics(String resourceId, Map<String, String> query) {
      if (!query.getOrDefault("metricnames", "").equals("FailedRequests")) {
        throw ArmError.flat(400, "BadRequest", "Failed to find metric configuration");
      }
      return Json.list(List.of()).put("resourceregion", "westeurope").put("of", resourceId);
    }

    @Override
    public ObjectNode metricDefinitions(String resourceId, Map<String, String> query) {
      return Json.list(List.of());
    }

    @Override
    public Set<String> tables(String query) {
      return Set.of(query.split(" ", 2)[0]);
    }

    @Override
    public ObjectNode query(String workspaceId, String query, String timespan) {
      return Json.object().put("of", workspaceId).put("asked", query).put("span", timespan);
    }

    @Override
    public ObjectNode alerts(String subscription, Map<String, String> query) {
      return Json.list(List.of());
    }
  }
}
