package io.gatewayresponder.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.host.Person;
import io.gatewayresponder.lab.twin.estate.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The app as a signed-in person uses it: the lists that scripts read, the form that a page posts.
 */
public final class AppClient {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String app;
  private final Person person;

  /**
   * @param app address without a slash at the end
   */
  public AppClient(String app, Person person) {
    this.app = app;
    this.person = person;
  }

  /** The incidents as the app lists them; nothing when it does not answer 200. */
  public List<JsonNode> incidents() {
    List<JsonNode> incidents = new ArrayList<>();
    read("/api/incidents").ifPresent(list -> list.path("incidents").forEach(incidents::add));
    return incidents;
  }

  /** One incident with everything; nothing when the app does not answer 200. */
  public Optional<JsonNode> incident(String id) {
    return read("/api/incidents/" + id);
  }

  /** Approves or rejects, as the form of the decision page does. */
  public HttpResponse<String> decide(
      String incident, String option, String digest, boolean approve, String reason) {
    return post(
        incident,
        Map.of(
            "option", option,
            "digest", digest,
            "decision", approve ? "approve" : "reject",
            "reason", reason));
  }

  /**
   * Asks for a plan with values of the person's own.
   *
   * @param values by parameter name
   */
  public HttpResponse<String> plan(String incident, String option, Map<String, String> values) {
    Map<String, String> fields = new HashMap<>(Map.of("option", option, "decision", "plan"));
    values.forEach((name, value) -> fields.put("value." + name, value));
    return post(incident, fields);
  }

  /** Asks for what was written to be taken back. */
  public HttpResponse<String> undo(String incident) {
    return post(incident, Map.of("decision", "undo"));
  }

  private HttpResponse<String> post(String incident, Map<String, String> fields) {
    return send(
        HttpRequest.newBuilder(URI.create(app + "/api/console/incidents/" + incident + "/decision"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", app)
            .POST(BodyPublishers.ofString(form(fields))));
  }

  private Optional<JsonNode> read(String path) {
    HttpResponse<String> answer =
        send(HttpRequest.newBuilder(URI.create(app + path)).header("Accept", "application/json"));
    try {
      return answer.statusCode() == 200
          ? Optional.of(Json.read(answer.body().getBytes(StandardCharsets.UTF_8)))
          : Optional.empty();
    } catch (IOException e) {
      throw new ScenarioFailure(path + " answered what is no JSON: " + answer.body());
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(
          request.header("Cookie", person.cookie()).timeout(LIMIT).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ScenarioFailure("The app does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailure("interrupted");
    }
  }

  private static String form(Map<String, String> fields) {
    List<String> pairs = new ArrayList<>();
    fields.forEach(
        (name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return String.join("&", pairs);
  }
}
