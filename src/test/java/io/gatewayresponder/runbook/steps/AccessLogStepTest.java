package io.gatewayresponder.runbook.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.AccessLogs;
import io.gatewayresponder.evidence.AccessLogs.Group;
import io.gatewayresponder.evidence.DiagnosticSettings;
import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.GatewayMetrics.Point;
import io.gatewayresponder.evidence.GatewayMetrics.Series;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.runbook.Subject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccessLogStepTest extends StepExamples<LoggedFailures> {
  private static final ResourceId WORKSPACE = ResourceId.of(LoggingStepTest.WORKSPACE);
  private static final ResourceId OTHER = ResourceId.of(LoggingStepTest.WORKSPACE + "-2");

  /** Rows are {@code table status serverStatus error server pool setting latency requests}. */
  private static final String NO_LIVE = "A 502 - NO_LIVE - web web-http 0 50";

  private static final String TIMED_OUT = "A 504 - TIMED_OUT 10.0.1.4:8080 web web-http 20 50";
  private static final String OWN = "A 503 503 NO_ERROR 10.0.1.4:8080 web web-http 0 50";
  private static final String CLOSED = "A 502 - CLOSED 10.0.1.4:8080 web web-http 3 50";
  private static final String FINE = "A 0 - - - - - 0 1000";

  AccessLogStepTest() {
    super(new AccessLogStep(), GATEWAY);
  }

  @Override
  void examples() {
    example("6b.1", "the gateway's word", logs(NO_LIVE, FINE));
    example("6b.1", "no word, no server, at once", logs("D 502 - - - web web-http 0 50"));
    example(
        "6b.x6", "no word, and a server was chosen", logs("A 502 - - 10.0.1.4 web web-http 0 50"));
    example("6b.2", "the gateway's word", logs(TIMED_OUT));
    example(
        "6b.2",
        "no word, but as long as the time-out",
        logs("D 504 - - 10.0.1.4 web web-http 20 50"));
    example("6b.2", "rounded down", logs("D 504 - - 10.0.1.4 web web-http 19 50"));
    example("6b.x6", "no word, and sooner", logs("A 504 - - 10.0.1.4 web web-http 18 50"));
    example(
        "6b.3",
        "a 500 of the application's",
        logs("A 500 500 NO_ERROR 10.0.1.4 web web-http 1 50"));
    example("6b.3", "just before the time-out", logs("D 504 504 - 10.0.1.4 web web-http 19 50"));
    example(
        "6b.2",
        "a status that the gateway made up",
        logs("D 504 504 - 10.0.1.4 web web-http 20 50"));
    example(
        "6b.3", "the last of several servers", logs("A 502 200,502 - 10.0.1.4 web web-http 0 50"));
    example(
        "6b.x6",
        "an answer that the gateway could not use",
        logs("A 502 200 - 10.0.1.4 web web-http 0 50"));
    example("6b.x1", "the gateway's word", logs(CLOSED));
    example("6b.4", "rows in the older table", logs("D 504 - TIMED_OUT - web web-http 20 50"));
    example("6b.x3", "only fine rows in the older table", logs("D 0 - - - - - 0 10"));
    example("6b.x3", "nothing failed", logs(FINE));
    example("6b.x3", "nothing at all", logs());
    example("6b.1", "five of a thousand", logs("A 502 - NO_LIVE - web web-http 0 5", FINE));
    example("6b.x6", "four", logs("A 502 - NO_LIVE - web web-http 0 4", FINE));
    example("6b.1", "a thousandth", logs("A 502 - NO_LIVE - w s 0 10", "A 0 - - - - - 0 9990"));
    example(
        "6b.x6",
        "less than a thousandth",
        logs("A 502 - NO_LIVE - w s 0 10", "A 0 - - - - - 0 9991"));
    example("6b.x6", "words that nobody documented", logs("A 502 - STRANGE - web web-http 0 50"));
    example("6b.x4", "nothing fails any more", now(logs(TIMED_OUT), "web~web-http", 0, 0));
    example("6b.2", "it still fails", now(logs(TIMED_OUT), "web~web-http", 0, 1));
    example("6b.2", "another pair is quiet", now(logs(TIMED_OUT), "api~api-http", 3, 3));
    example("6b.2", "no figures are not quiet", logs(TIMED_OUT));
    example(
        "6b.x2",
        "no workspace can be read",
        logs().unreadable("accessLogs " + WORKSPACE, Look.Why.FORBIDDEN));
    example(
        "6b.x5",
        "no settings",
        new Shop().sight().unreadable("diagnosticSettings", Look.Why.TIMED_OUT));
  }

  @Test
  void each_pair_in_the_log_is_told_by_itself() {
    FakeSight sight = logs(TIMED_OUT, "A 500 500 - 10.0.2.4 API api-http 0 9");
    List<Subject> subjects = new AccessLogStep().subjects(sight, GATEWAY);
    assertEquals(
        List.of(new Subject.Pair("web", "web-http"), new Subject.Pair("API", "api-http")),
        subjects);
    assertEquals("6b.2", row(sight, subjects.get(0)));
    assertEquals("6b.3", row(sight, subjects.get(1)));
    Map<String, String> facts = facts(sight, subjects.get(0));
    assertEquals("20", facts.get("requestTimeoutSeconds"));
    assertEquals("10.0.1.4:8080", facts.get("server"));
    assertEquals("50", facts.get("requests"));
    assertEquals("59", facts.get("ofFailed"));
  }

  @Test
  void the_pair_is_spelled_as_the_gateway_does() {
    FakeSight sight = logs("A 504 - TIMED_OUT - WEB Web-Http 20 50");
    assertEquals(List.of(WEB), new AccessLogStep().subjects(sight, GATEWAY));
    assertEquals("6b.2", row(sight, WEB));
  }

  @Test
  void rows_without_a_pool_are_about_the_gateway() {
    FakeSight sight = logs("D 502 - NO_LIVE - - - 0 50");
    assertEquals(List.of(GATEWAY), new AccessLogStep().subjects(sight, GATEWAY));
  }

  @Test
  void stray_failures_do_not_hide_behind_those_of_another_pair() {
    FakeSight sight = logs("A 502 - NO_LIVE - web web-http 0 960", "A 500 500 - x y z 0 40");
    assertEquals(List.of(WEB), new AccessLogStep().subjects(sight, GATEWAY));
    sight = logs("A 502 - NO_LIVE - web web-http 0 950", "A 500 500 - x y z 0 50");
    assertEquals(2, new AccessLogStep().subjects(sight, GATEWAY).size());
  }

  @Test
  void one_way_of_failing_over_several_servers_is_counted_together() {
    assertEquals(
        "6b.2",
        row(
            logs(
                "A 504 - TIMED_OUT 10.0.1.4 web web-http 20 3",
                "A 504 - TIMED_OUT 10.0.1.5 web web-http 20 2"),
            WEB));
  }

  @Test
  void the_first_generation_logs_no_server_so_that_says_nothing() {
    String silent = "D 502 - - - - - 0 50";
    assertEquals("6b.1", row(logs(silent), GATEWAY));
    FakeSight first =
        logging(
            new Shop().gateway(properties -> properties.withObject("/sku").put("tier", "WAF")),
            WORKSPACE);
    assertEquals("6b.4", row(first.accessLogs(WORKSPACE, rows(silent)), GATEWAY));
  }

  @Test
  void every_workspace_is_asked_and_one_that_is_unreadable_is_named() {
    FakeSight sight = logging(new Shop(), WORKSPACE, OTHER).accessLogs(OTHER, rows(TIMED_OUT));
    assertEquals("6b.2", row(sight, WEB));
    List<String> sentences =
        LoggedFailures.look(sight, WEB).map(LoggedFailures::couldNotCheck).asFound().orElseThrow();
    assertEquals(1, sentences.size());
    assertTrue(sentences.get(0).contains("shop-logs"), sentences.get(0));
  }

  @Test
  void a_log_that_two_workspaces_keep_counts_once() {
    FakeSight sight =
        logging(new Shop(), WORKSPACE, OTHER)
            .accessLogs(WORKSPACE, rows("A 504 - TIMED_OUT - web web-http 20 4"))
            .accessLogs(OTHER, rows("A 504 - TIMED_OUT - web web-http 20 4"));
    assertEquals("6b.x6", row(sight, WEB));
  }

  @Test
  void the_shape_has_no_names_and_no_counts() {
    String shape = facts(logs(TIMED_OUT, OWN), WEB).get("logShape");
    assertEquals("503/503/-/instant, 504/-/UPSTREAM_TIMED_OUT/time-out", shape);
    Shop other = new Shop().setting(setting -> setting.put("requestTimeout", 60));
    FakeSight sight =
        logging(other, WORKSPACE)
            .accessLogs(
                WORKSPACE,
                rows(
                    "A 504 - TIMED_OUT 10.9.9.9 web web-http 60 700",
                    "A 503 503 NO_ERROR 10.9.9.8 web web-http 0 300",
                    "A 503 503 NO_ERROR 10.9.9.9 web web-http 0 9"));
    assertEquals(shape, facts(sight, WEB).get("logShape"));
    assertNotEquals(shape, facts(logs(TIMED_OUT), WEB).get("logShape"));
  }

  @Test
  void hostile_words_do_not_get_into_the_shape() {
    AccessLogs.Group row =
        new Group("AGWAccessLogs", 502, "<b>", "a, b</x>|'\n", "", "web", "web-http", 0, 9);
    assertEquals("[502/-/ABX/instant]", new AccessLogs(List.of(row)).shape(any -> 0).toString());
  }

  private static String row(FakeSight sight, Subject subject) {
    AccessLogStep step = new AccessLogStep();
    return step.table().match(step.look(sight, subject)).get(0).id();
  }

  private static Map<String, String> facts(FakeSight sight, Subject subject) {
    return LoggedFailures.look(sight, subject).map(LoggedFailures::facts).asFound().orElseThrow();
  }

  private static FakeSight logs(String... rows) {
    return logging(new Shop(), WORKSPACE).accessLogs(WORKSPACE, rows(rows));
  }

  private static FakeSight logging(Shop shop, ResourceId... workspaces) {
    String settings =
        String.join(
            ",",
            Arrays.stream(workspaces)
                .map(
                    id ->
                        ("{'properties':{'workspaceId':'%s',"
                                + "'logs':[{'categoryGroup':'allLogs','enabled':true}]}}")
                            .formatted(id))
                .toList());
    return shop.sight()
        .diagnosticSettings(new DiagnosticSettings(Shop.json("{'value':[" + settings + "]}")));
  }

  private static AccessLogs rows(String... rows) {
    return new AccessLogs(Arrays.stream(rows).map(AccessLogStepTest::group).toList());
  }

  private static Group group(String words) {
    String[] word = words.split(" ", 9);
    for (int i = 0; i < word.length; i++) {
      word[i] = word[i].equals("-") ? "" : word[i];
    }
    String error =
        switch (word[3]) {
          case "" -> "";
          case "CLOSED" -> "ERRORINFO_UPSTREAM_CLOSED_CONNECTION";
          case "NO_ERROR", "STRANGE" -> "ERRORINFO_" + word[3];
          default -> "ERRORINFO_UPSTREAM_" + word[3];
        };
    return new Group(
        word[0].equals("A") ? "AGWAccessLogs" : "AzureDiagnostics",
        Integer.parseInt(word[1]),
        word[2],
        error,
        word[4],
        word[5],
        word[6],
        Double.parseDouble(word[7]),
        Long.parseLong(word[8]));
  }

  /** One figure of failed requests a minute for this pair, and none for the others. */
  private static FakeSight now(FakeSight sight, String pair, double... failed) {
    Instant newest = Instant.parse("2026-11-23T10:00:00Z");
    List<Point> points =
        IntStream.range(0, failed.length)
            .mapToObj(minute -> new Point(newest.minusSeconds(60L * minute), failed[minute]))
            .toList();
    return sight.metrics(
        new GatewayMetrics(List.of(new Series("FailedRequests", pair, "Count", points))));
  }
}
