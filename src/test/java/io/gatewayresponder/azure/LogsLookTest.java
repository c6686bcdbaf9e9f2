package io.gatewayresponder.azure;

import static io.gatewayresponder.azure.LookFixture.unreadable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.AccessLogs.Group;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LogsLookTest {
  private static final ResourceId WORKSPACE =
      ResourceId.of(LookFixture.GROUP + "Microsoft.OperationalInsights/workspaces/logs");
  private static final String CUSTOMER = "11111111-2222-3333-4444-555555555555";
  private static final String QUERY = FakeArm.LOGS + "/v1/workspaces/" + CUSTOMER + "/query";
  private static final String COLUMNS =
      "[{\"name\":\"Table\",\"type\":\"string\"},{\"name\":\"HttpStatus\",\"type\":\"int\"},"
          + "{\"name\":\"ServerStatus\",\"type\":\"string\"},{\"name\":\"ErrorInfo\",\"type\":\"string\"},"
          + "{\"name\":\"ServerRouted\",\"type\":\"string\"},{\"name\":\"Pool\",\"type\":\"string\"},"
          + "{\"name\":\"Setting\",\"type\":\"string\"},{\"name\":\"LatencySeconds\",\"type\":\"real\"},"
          + "{\"name\":\"Requests\",\"type\":\"long\"}]";
  private static final String ROW =
      "[\"AGWAccessLogs\",502,\"\",\"ERRORINFO_UPSTREAM_NO_LIVE\",null,\"web\",\"web-http\",0.0,17]";

  private static String answer(String rows, String more) {
    return "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":%s,\"rows\":[%s]}]%s}"
        .formatted(COLUMNS, rows, more);
  }

  private static LookFixture room() {
    return new LookFixture()
        .answer(
            "workspaces/logs?api-version=2023-09-01",
            200,
            "{\"properties\":{\"customerId\":\"" + CUSTOMER + "\"}}");
  }

  private static HttpRequest query(LookFixture arm) {
    return arm.arm.requests.stream()
        .filter(request -> request.getUrl().toString().equals(QUERY))
        .findFirst()
        .orElseThrow(() -> new AssertionError(arm.arm.calls().toString()));
  }

  private static JsonNode body(HttpRequest request) throws JsonProcessingException {
    return Json.MAPPER.readTree(request.getBodyAsBinaryData().toString());
  }

  @Test
  void the_workspaces_own_id_leads_to_its_log() throws Exception {
    LookFixture arm = room().answer(QUERY, 200, answer(ROW, ""));
    List<Group> groups = arm.sight().accessLogs(WORKSPACE).asFound().orElseThrow().groups();
    assertEquals(
        List.of(
            new Group(
                "AGWAccessLogs",
                502,
                "",
                "ERRORINFO_UPSTREAM_NO_LIVE",
                "",
                "web",
                "web-http",
                0,
                17)),
        groups);
    JsonNode sent = body(query(arm));
    assertEquals("PT1H", sent.path("timespan").asText());
    assertEquals(AccessLogQuery.of(LookFixture.GATEWAY), sent.path("query").asText());
    assertEquals("wait=8", query(arm).getHeaders().getValue(HttpHeaderName.PREFER));
    arm.sight().accessLogs(WORKSPACE);
    assertEquals(1, arm.asked(QUERY));
  }

  @Test
  void both_tables_are_asked_for_this_gateway_alone() {
    String query = AccessLogQuery.of(LookFixture.GATEWAY);
    String id = "=~ '" + LookFixture.GATEWAY + "'";
    assertTrue(
        query.contains("AGWAccessLogs | where TimeGenerated > ago(1h) | where _ResourceId " + id));
    assertTrue(query.contains("| where ResourceId " + id), query);
    assertTrue(query.endsWith("| top " + AccessLogQuery.MOST_GROUPS + " by Requests\n"), query);
  }

  @Test
  void no_id_gets_out_of_its_literal() {
    ResourceId hostile =
        ResourceId.of(
            LookFixture.GROUP.replace(
                    "edge", "a' | union (SecurityEvent) | where '1' == '1\u2028 \u00fc")
                + "Microsoft.Network/applicationGateways/ag1");
    String literal = AccessLogQuery.literal(hostile.toString());
    assertTrue(
        literal.contains("/a\\' | union (SecurityEvent) | where \\'1\\' == \\'1\\u2028 \\u00fc/"),
        literal);
    String inside = literal.substring(1, literal.length() - 1);
    assertFalse(inside.replace("\\'", "").contains("'"), "every mark inside has its backslash");
    assertTrue(AccessLogQuery.of(hostile).contains("where _ResourceId =~ " + literal));
    assertEquals("'\\\\\\''", AccessLogQuery.literal("\\'"), "a backslash cannot free a mark");
    assertEquals("'\\u000a'", AccessLogQuery.literal("\n"));
  }

  @Test
  void an_empty_log_is_a_log() {
    LookFixture arm = room().answer(QUERY, 200, answer("", ""));
    assertEquals(List.of(), arm.sight().accessLogs(WORKSPACE).asFound().orElseThrow().groups());
  }

  @Test
  void no_more_groups_are_kept_than_were_asked_for() {
    String rows = (ROW + ",").repeat(AccessLogQuery.MOST_GROUPS) + ROW;
    LookFixture arm = room().answer(QUERY, 200, answer(rows, ""));
    assertEquals(
        AccessLogQuery.MOST_GROUPS,
        arm.sight().accessLogs(WORKSPACE).asFound().orElseThrow().groups().size());
  }

  @Test
  void a_part_of_a_log_is_not_taken_for_the_log() {
    LookFixture arm =
        room()
            .answer(
                QUERY,
                200,
                answer(
                    ROW, ",\"error\":{\"code\":\"PartialError\",\"message\":\"a limit was met\"}"));
    Look.Unreadable<?> look = unreadable(arm.sight().accessLogs(WORKSPACE));
    assertEquals(Look.Why.REFUSED, look.why());
    assertEquals("only a part of the log could be searched: a limit was met", look.detail());
  }

  @Test
  void a_refusal_says_why_in_the_services_words() {
    for (JsonNode error : FakeArm.sample("errors/log-analytics.json")) {
      int status = error.path("status").asInt();
      if (status < 400) {
        continue;
      }
      LookFixture arm = room().answer(QUERY, status, error.path("responseBody").toString());
      Look.Unreadable<?> look = unreadable(arm.sight().accessLogs(WORKSPACE));
      Look.Why why =
          switch (status) {
            case 400 -> Look.Why.REFUSED;
            case 404 -> Look.Why.NOT_FOUND;
            default -> Look.Why.FORBIDDEN;
          };
      assertEquals(why, look.why());
      String code = error.path("responseBody").path("error").path("code").asText();
      assertTrue(
          look.sentence().startsWith("access log of ag1 in workspace logs: " + why.words()),
          look.sentence());
      assertTrue(look.detail().startsWith(code + ": "), look.detail());
    }
  }

  @Test
  void a_busy_service_is_asked_once_more_and_then_left_alone() {
    LookFixture arm = room().answer(QUERY, 429, "{}", "Retry-After", "0");
    assertEquals(Look.Why.UNREACHABLE, unreadable(arm.sight().accessLogs(WORKSPACE)).why());
    assertEquals(2, arm.asked(QUERY));
    LookFixture later = room().answer(QUERY, 429, "{}", "Retry-After", "30");
    unreadable(later.sight().accessLogs(WORKSPACE));
    assertEquals(1, later.asked(QUERY), "a triage does not wait for half a minute");
  }

  @Test
  void what_cannot_be_read_says_why() {
    assertEquals(
        Look.Why.TIMED_OUT, unreadable(room().silent(QUERY).sight().accessLogs(WORKSPACE)).why());
    assertEquals(
        Look.Why.MALFORMED,
        unreadable(room().answer(QUERY, 200, "<html>").sight().accessLogs(WORKSPACE)).why());
    assertEquals(
        Look.Why.MALFORMED,
        unreadable(room().answer(QUERY, 200, "{\"tables\":[]}").sight().accessLogs(WORKSPACE))
            .why());
    assertEquals(
        "log workspace logs: does not exist (ResourceNotFound: gone)",
        unreadable(new LookFixture().sight().accessLogs(WORKSPACE)).sentence());
    LookFixture odd =
        new LookFixture()
            .answer("workspaces/logs", 200, "{\"properties\":{\"customerId\":\"../x\"}}");
    assertEquals(Look.Why.MALFORMED, unreadable(odd.sight().accessLogs(WORKSPACE)).why());
    assertEquals(1, odd.asked("workspaces"), "an id that is none goes into no address");
  }

  @Test
  void where_the_logs_go_is_read() {
    LookFixture arm =
        new LookFixture()
            .answer(
                LookFixture.GATEWAY
                    + "/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview",
                200,
                FakeArm.sample("metrics/diagnostic-settings-list-workspace.json").toString());
    var settings = arm.sight().diagnosticSettings().asFound().orElseThrow();
    assertEquals(1, settings.workspaceIds().size());
    assertEquals(
        "diagnostic settings of ag1: does not exist (ResourceNotFound: gone)",
        unreadable(new LookFixture().sight().diagnosticSettings()).sentence());
  }
}
