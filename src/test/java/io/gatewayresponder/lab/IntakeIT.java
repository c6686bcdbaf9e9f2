package io.gatewayresponder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewayresponder.lab.scenario.AppClient;
import io.gatewayresponder.lab.twin.estate.Estates;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is posted to the alert intake of the running app gets a clear answer. After each test:
 * nothing was thrown, and only what had to be was stored.
 */
final class IntakeIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLES = Path.of("src/test/resources/samples/alerts");

  private final RunningLab lab = LabFixture.restored();
  private final OnCall onCall = new OnCall(lab);
  private final AppClient rita = new AppClient(lab.host().url(), lab.person("rita"));
  private final Set<String> before = ids();
  private final long logged = Files.size(lab.host().log());

  IntakeIT() throws IOException {}

  @AfterEach
  void nothing_was_thrown() throws Exception {
    String log = Files.readString(lab.host().log()).substring((int) logged);
    assertFalse(log.contains("\tat "), log);
    assertEquals(200, onCall.get("rita", "/api/health").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "{",
        "[]",
        "null",
        "42",
        "{}",
        "{\"schemaId\":null}",
        "{\"schemaId\":\"azureMonitorCommonAlertSchema\"}",
        "{\"schemaId\":\"azureMonitorCommonAlertSchema\",\"data\":[]}",
        "{\"schemaId\":\"azureMonitorCommonAlertSchema\",\"data\":{\"essentials\":7}}",
        "{\"schemaId\":\"azureMonitorCommonAlertSchema\"} {}",
        "\u0000",
        "<xml/>",
      })
  void what_is_no_alert_is_bad_input(String body) throws Exception {
    answers(400, "bad request", onCall.post(body));
    assertEquals(before, ids());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "activity-log-administrative-test-action-group.json",
        "budget-test-action-group.json",
        "legacy-classic-metric-activated.json",
        "legacy-metric-multi-resource-deactivated.json",
        "legacy-metric-static.json",
        "log-search-v2-fired.json",
        "metric-dynamic-fired-test-action-group.json",
        "metric-multi-resource-fired.json",
        "metric-single-resource-resolved.json",
        "resource-health-test-action-group.json",
        "service-health-test-action-group.json",
      })
  void alerts_of_other_kinds_as_azure_sends_them_are_ignored(String file) throws Exception {
    answers(202, "ignored", onCall.post(Files.readString(SAMPLES.resolve(file))));
    assertEquals(before, ids());
  }

  @Test
  void every_sample_of_an_alert_is_posted() throws Exception {
    try (var files = Files.list(SAMPLES)) {
      assertEquals(11, files.filter(file -> file.toString().endsWith(".json")).count());
    }
  }

  @Test
  void a_gateway_of_another_subscription_is_not_ours() throws Exception {
    String elsewhere =
        Estates.SHOP_GATEWAY.replace(Estates.SUBSCRIPTION, "99999999-0000-4000-8000-000000000001");
    answers(403, "out of scope", onCall.post(SentAlert.fired(elsewhere).json()));
    assertEquals(before, ids());
  }

  @Test
  void a_megabyte_of_rubbish_is_too_large() throws Exception {
    answers(413, "too large", onCall.post("x".repeat(1024 * 1024)));
    answers(413, "too large", onCall.post("{\"a\":\"" + "y".repeat(1024 * 1024) + "\"}"));
    answers(400, "bad request", onCall.post("[".repeat(200 * 1024)));
    assertEquals(before, ids());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/alerts",
        "/api/alerts?code=",
        "/api/alerts?code=wrong",
        "/api/alerts?code=LAB-FUNCTION-KEY",
      })
  void without_the_key_nobody_gets_in(String path) {
    String body = SentAlert.fired(Estates.SHOP_GATEWAY).json();
    assertEquals(401, onCall.postTo(path, body).statusCode());
    assertEquals(before, ids());
  }

  @Test
  void hostile_text_in_any_field_is_an_answer_and_never_markup() throws Exception {
    String gateway = StoppedGateway.in(lab, "hostile");
    for (Hostile hostile : Hostile.values()) {
      for (String field : Hostile.FIELDS) {
        HttpResponse<String> answer =
            onCall.post(hostile.in(SentAlert.fired(gateway).document(), field).toString());
        String seen = hostile + " in " + field + ": " + answer.statusCode() + " " + answer.body();
        assertTrue(Set.of(202, 400, 403, 413).contains(answer.statusCode()), seen);
        assertTrue(JSON.readTree(answer.body()).path("status").isTextual(), seen);
        assertFalse(hostile.isEchoedBy(answer.body()), seen);
      }
    }
    Set<String> opened = ids();
    opened.removeAll(before);
    assertEquals(1, opened.size(), "the gateway's own incident alone: " + opened);
    String id = opened.iterator().next();
    onCall.await(gateway, "AWAITING_APPROVAL");
    for (String path :
        List.of("/api/console/incidents/" + id, "/api/console", "/api/incidents/" + id)) {
      HttpResponse<String> page = onCall.get("rita", path);
      assertEquals(200, page.statusCode());
      boolean html = page.headers().firstValue("Content-Type").orElse("").contains("html");
      for (Hostile hostile : Hostile.values()) {
        assertFalse(html && hostile.isMarkupIn(page.body()), hostile + " in " + path);
      }
    }
    // It was not dropped either: a person sees what somebody tried.
    String page = onCall.get("rita", "/api/console/incidents/" + id).body();
    assertTrue(page.contains("&lt;script&gt;alert(1)"), page);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..%2f..%2fetc%2fpasswd",
        "%00",
        "a'%20or%201%20eq%201",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "%F0%9F%92%A5",
      })
  void an_incident_with_an_odd_id_is_not_there(String id) {
    for (String path : List.of("/api/incidents/", "/api/console/incidents/")) {
      HttpResponse<String> answer = onCall.get("rita", path + id);
      assertEquals(404, answer.statusCode(), answer.body());
      assertFalse(answer.body().contains("<script>"), answer.body());
    }
  }

  @Test
  void the_same_alert_ten_times_is_one_incident_and_one_triage() throws Exception {
    String gateway = StoppedGateway.in(lab, "ten-times");
    SentAlert alert = SentAlert.fired(gateway);
    for (int i = 0; i < 5; i++) {
      onCall.post(alert);
    }
    JsonNode proposed = onCall.await(gateway, "AWAITING_APPROVAL");
    for (int i = 0; i < 5; i++) {
      answers(202, "duplicate", onCall.post(alert.json()));
    }
    assertEquals(1, onCall.incidents(gateway).size());
    JsonNode incident = onCall.incident(proposed.path("id").asText());
    assertEquals(1, incident.path("alerts").size());
    assertTrue(incident.path("timeline").size() <= 10, incident.path("timeline").toPrettyString());
    assertEquals(1, walks(incident), incident.path("timeline").toPrettyString());
    answers(202, "accepted", onCall.post(alert.resolved().json()));
    onCall.await(gateway, "RECOVERED");
  }

  @Test
  void the_alerts_of_both_metrics_are_one_incident() throws Exception {
    String gateway = StoppedGateway.in(lab, "both-metrics");
    SentAlert hosts = SentAlert.fired(gateway, "UnhealthyHostCount");
    SentAlert requests = SentAlert.fired(gateway, "FailedRequests");
    onCall.post(hosts);
    onCall.post(requests);
    JsonNode incident = onCall.await(gateway, "AWAITING_APPROVAL");
    assertEquals(1, onCall.incidents(gateway).size());
    assertEquals(2, incident.path("alerts").size());

    // The end of one is not the end of both.
    onCall.post(hosts.resolved());
    assertEquals("AWAITING_APPROVAL", onCall.incidents(gateway).get(0).path("state").asText());
    onCall.post(requests.resolved());
    onCall.await(gateway, "RECOVERED");
  }

  @Test
  void an_alert_that_resolves_before_the_decision_takes_the_approval_with_it() throws Exception {
    String gateway = StoppedGateway.in(lab, "recovers");
    SentAlert alert = SentAlert.fired(gateway);
    onCall.post(alert);
    JsonNode proposed = onCall.await(gateway, "AWAITING_APPROVAL");
    onCall.post(alert.resolved());
    JsonNode recovered = onCall.await(gateway, "RECOVERED");
    assertEquals("REVOKED", recovered.path("approval").path("state").asText());

    HttpResponse<String> late = onCall.decide(proposed, true);
    assertEquals(409, late.statusCode(), late.body());
    assertEquals(List.of(), onCall.writes(gateway));
    assertEquals("RECOVERED", onCall.incidents(gateway).get(0).path("state").asText());
  }

  private static int walks(JsonNode incident) {
    int walks = 0;
    for (JsonNode entry : incident.path("timeline")) {
      walks += entry.path("what").asText().equals("triage started") ? 1 : 0;
    }
    return walks;
  }

  private static void answers(int status, String word, HttpResponse<String> answer)
      throws IOException {
    assertEquals(status, answer.statusCode(), answer.body());
    JsonNode body = JSON.readTree(answer.body());
    assertEquals(word, body.path("status").asText(), answer.body());
    assertTrue(body.path("reason").isTextual() || body.has("incidents"), answer.body());
  }

  private Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    rita.incidents().forEach(incident -> ids.add(incident.path("id").asText()));
    return ids;
  }
}
