package io.gatewayresponder.lab.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.RunningLab;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.estate.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The person at the lab: breaks things through ARM, and sees how the twin is. */
public final class Owner {
  private static final String API_VERSION = "2025-05-01";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final RunningLab lab;

  public Owner(RunningLab lab) {
    this.lab = lab;
  }

  /** Makes a fault; the answer's status. */
  public int make(Scenario.Fault fault) {
    BodyPublisher body =
        fault
            .body()
            .map(make -> BodyPublishers.ofString(make.apply(read(fault.path())).toString()))
            .orElse(BodyPublishers.noBody());
    HttpResponse<String> answer = send(request(fault.path()).method(fault.method(), body));
    if (answer.statusCode() >= 300) {
      throw new ScenarioFailure(
          "ARM refused the fault: " + answer.statusCode() + " " + answer.body());
    }
    return answer.statusCode();
  }

  /** What is there; an empty object for nothing. */
  private ObjectNode read(String path) {
    HttpResponse<String> answer = send(request(path).GET());
    try {
      return answer.statusCode() == 200
              && Json.read(answer.body().getBytes(UTF_8)) instanceof ObjectNode found
          ? found
          : Json.object();
    } catch (IOException e) {
      throw new ScenarioFailure("ARM answered what is no JSON: " + answer.body());
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create(lab.arm().uri() + path + "?api-version=" + API_VERSION))
        .header("Authorization", "Bearer " + lab.tokens().ownerToken())
        .header("Content-Type", "application/json")
        .timeout(LIMIT);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return lab.client().send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ScenarioFailure("ARM does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailure("interrupted");
    }
  }

  /** The health of every server of the shop's gateway, or why there is none. */
  public List<String> health() {
    List<String> health = new ArrayList<>();
    try {
      ObjectNode found = lab.causes().health().backendHealth(Estates.SHOP_GATEWAY);
      for (JsonNode server : found.findValues("servers")) {
        server.forEach(one -> health.add(one.path("health").asText()));
      }
    } catch (ArmError e) {
      health.add(e.code());
    }
    return health;
  }

  /** Whether there are servers and each is healthy. */
  public boolean isHealthy() {
    List<String> health = health();
    return !health.isEmpty() && health.stream().allMatch("Healthy"::equals);
  }

  /** The alerts of the twin's engine, such as {@code failed-requests Fired}. */
  public List<String> alerts() {
    List<String> alerts = new ArrayList<>();
    lab.causes()
        .alerts()
        .alerts(Estates.SUBSCRIPTION, Map.of())
        .path("value")
        .forEach(
            alert ->
                alerts.add(
                    alert.path("name").asText()
                        + " "
                        + alert
                            .path("properties")
                            .path("essentials")
                            .path("monitorCondition")
                            .asText()));
    return alerts;
  }
}
