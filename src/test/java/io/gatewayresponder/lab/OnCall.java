package io.gatewayresponder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.scenario.AppClient;
import io.gatewayresponder.lab.twin.arm.CallLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The people and the action group around the app, as tests play them. */
final class OnCall {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final RunningLab lab;
  private final AppClient olga;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  OnCall(RunningLab lab) {
    this.lab = lab;
    this.olga = new AppClient(lab.host().url(), lab.person("olga"));
  }

  /** Posts to the alert intake with the action group's address. */
  HttpResponse<String> post(String body) {
    return postTo("/api/alerts?code=" + LabApp.FUNCTION_KEY, body);
  }

  /** Posts and expects to be taken at its word. */
  void post(SentAlert alert) {
    HttpResponse<String> answer = post(alert.json());
    assertEquals(202, answer.statusCode(), answer.body());
  }

  HttpResponse<String> postTo(String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(lab.host().url() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** What a signed-in person gets. */
  HttpResponse<String> get(String person, String path) {
    return send(
        HttpRequest.newBuilder(URI.create(lab.host().url() + path))
            .header("Cookie", lab.person(person).cookie()));
  }

  /** All incidents of a gateway, newest first. */
  List<JsonNode> incidents(String gateway) {
    return olga.incidents().stream()
        .filter(one -> one.path("gateway").asText().equalsIgnoreCase(gateway))
        .toList();
  }

  JsonNode incident(String id) {
    return olga.incident(id).orElseThrow();
  }

  /** Waits until the newest incident of a gateway is in a state. */
  JsonNode await(String gateway, String state) {
    return await(gateway, state, Await.LIMIT);
  }

  JsonNode await(String gateway, String state, Duration limit) {
    return Await.until(
        state + " of " + gateway,
        limit,
        () ->
            newest(gateway)
                .filter(one -> one.path("state").asText().equals(state))
                .map(one -> incident(one.path("id").asText())),
        () ->
            newest(gateway)
                .map(one -> incident(one.path("id").asText()).toPrettyString())
                .orElse("no incident"));
  }

  private Optional<JsonNode> newest(String gateway) {
    return incidents(gateway).stream().findFirst();
  }

  /** Posts the decision form for the recommended option. */
  HttpResponse<String> decide(JsonNode incident, boolean approve) {
    for (JsonNode option : incident.path("options")) {
      if (option.path("recommended").asBoolean()) {
        return olga.decide(
            incident.path("id").asText(),
            option.path("id").asText(),
            option.path("digest").asText(),
            approve,
            "Decided by a test.");
      }
    }
    throw new AssertionError("nothing is recommended: " + incident.toPrettyString());
  }

  void approve(JsonNode incident) {
    HttpResponse<String> answer = decide(incident, true);
    assertEquals(303, answer.statusCode(), answer.body());
  }

  /** What the resolution identity wrote below a resource. */
  List<String> writes(String resource) {
    String below = resource.toLowerCase(Locale.ROOT);
    return lab.arm().calls().writes(Principal.RESOLUTION).stream()
        .filter(call -> call.path().toLowerCase(Locale.ROOT).startsWith(below))
        .map(OnCall::words)
        .toList();
  }

  private static String words(CallLog.Call call) {
    return call.method() + " " + call.path();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
