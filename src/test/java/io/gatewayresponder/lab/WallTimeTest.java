package io.gatewayresponder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.clock.TwinClock;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.LogsModel;
import io.gatewayresponder.lab.twin.estate.MetricsModel;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One minute of wall time has passed, and the twin's clock runs sixty times as fast. */
final class WallTimeTest {
  private final Hand wall = new Hand(Instant.parse("2026-11-23T10:00:00Z"));
  private final TwinClock twin = new TwinClock(wall, 60);
  private final WallTime wallTime = new WallTime(twin, wall);

  @Test
  void the_last_hour_of_the_app_is_the_last_hour_of_the_twin() {
    wall.now = Instant.parse("2026-11-23T10:01:00Z");
    ObjectNode answer =
        wallTime
            .metrics(new Echo())
            .metrics("gateway", Map.of("timespan", "2026-11-23T09:01:00Z/2026-11-23T10:01:00Z"));
    assertEquals("2026-11-23 T 10:00:00Z/2026-11-23 T 11:00:00Z", answer.path("asked").asText());
    assertEquals("2026-11-23T10:01:00Z", answer.path("value").path(0).path("at").asText());
  }

  @Test
  void a_query_of_logs_is_asked_in_the_twin_s_time_and_answered_in_the_app_s() {
    wall.now = Instant.parse("2026-11-23T10:01:00Z");
    ObjectNode answer =
        wallTime
            .logs(new Echo())
            .query(
                "workspace",
                "where TimeGenerated > datetime(2026-11-23T10:00:30Z)",
                "PT1H/2026-11-23T10:01:00Z");
    assertEquals(
        "where TimeGenerated > datetime(2026-11-23 T 10:59:30Z) PT1H/2026-11-23 T 11:00:00Z",
        answer.path("asked").asText());
    assertEquals("2026-11-23T10:01:00Z", answer.at("/tables/0/rows/0/0").asText());
  }

  @Test
  void an_alert_keeps_its_moment_however_often_it_is_told() throws Exception {
    wall.now = Instant.parse("2026-11-23T10:01:00Z");
    List<String> sent = new ArrayList<>();
    var transport =
        wallTime.transport(
            (endpoint, json) -> {
              sent.add(json);
              return 202;
            });
    URI anywhere = URI.create("http://127.0.0.1/");
    String fired = "{\"fired\":\"2026-11-23T11:00:00.5Z\",\"id\":\"x\"}";
    assertEquals(202, transport.post(anywhere, fired));
    wall.now = Instant.parse("2026-11-23T10:05:00Z");
    assertEquals(202, transport.post(anywhere, fired));
    assertEquals("{\"fired\":\"2026-11-23T10:01:00.500Z\",\"id\":\"x\"}", sent.get(0));
    assertEquals(sent.get(0), sent.get(1));
  }

  /** Answers with the time span that it was asked for, and one point: eleven o'clock. */
  private static final class Echo implements MetricsModel, LogsModel {
    @Override
    public Set<String> tables(String query) {
      return Set.of();
    }

    @Override
    public ObjectNode query(String workspaceId, String query, String timespan) {
      ObjectNode answer = Json.object().put("asked", apart(query + " " + timespan));
      answer.putArray("tables").addObject().putArray("rows").addArray().add("2026-11-23T11:00:00Z");
      return answer;
    }

    @Override
    public ObjectNode metrics(String resourceId, Map<String, String> query) {
      ObjectNode answer = Json.object().put("asked", apart(query.getOrDefault("timespan", "")));
      answer.putArray("value").addObject().put("at", "2026-11-23T11:00:00Z");
      return answer;
    }

    /** Moments cut in two, so that the answer's own dating leaves them alone. */
    private static String apart(String text) {
      return text.replaceAll("(\\d)T(\\d)", "$1 T $2");
    }

    @Override
    public ObjectNode metricDefinitions(String resourceId, Map<String, String> query) {
      return Json.object();
    }
  }

  /** A clock that is set by hand. */
  private static final class Hand extends Clock {
    private Instant now;

    Hand(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
