package io.gatewayresponder.lab.twin.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.causes.Causes;
import io.gatewayresponder.lab.twin.causes.CausesOptions;
import io.gatewayresponder.lab.twin.clock.TwinClock;
import io.gatewayresponder.lab.twin.estate.Estate;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.servers.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The seeded shop, whose gateway logs into a workspace, on a clock that the test moves. */
final class LoggedShop {
  static final String GATEWAY = Estates.SHOP_GATEWAY;
  static final String WORKSPACE = sibling("shop-logs");
  static final String OTHER_WORKSPACE = sibling("other-logs");

  private final Time time = new Time();
  final Estate estate = Estates.shop("http://127.0.0.1:1/unused");
  final Causes causes =
      new Causes(estate, new TwinClock(time, 1), CausesOptions.inStep((endpoint, json) -> 202, 1));

  /** Half a minute at a time, as a ticking thread would. */
  void pass(Duration duration) {
    Instant end = time.now.plus(duration);
    while (time.now.isBefore(end)) {
      time.now = time.now.plusSeconds(30);
      causes.advance();
    }
  }

  /** Long enough that everything which has happened can be found. */
  void settle() {
    pass(AccessLog.INGESTION.plusSeconds(30));
  }

  Instant now() {
    return time.now;
  }

  /** What both servers answer from now on, on a path. */
  void answer(String path, Answer answer) {
    for (String address : new String[] {"10.20.1.4", "10.20.1.5"}) {
      causes.backends().setAnswer(address, 8080, Optional.empty(), Optional.of(path), answer);
    }
  }

  /** Puts the gateway's setting in another's place. */
  void logInto(String workspace, boolean dedicated, boolean enabled) {
    estate.put(LogDocuments.accessLogSetting(GATEWAY, "access-log", workspace, dedicated, enabled));
  }

  void gateway(String field, String value) {
    estate.update(GATEWAY, gateway -> Json.properties(gateway).set(field, Json.object()));
    estate.update(
        GATEWAY, gateway -> Json.properties(gateway).withObjectProperty(field).put("tier", value));
  }

  /** The answer's rows as text. */
  String ask(String query) {
    return rows(ask(WORKSPACE, query, ""));
  }

  ObjectNode ask(String workspace, String query, String timespan) {
    return causes.logs().query(workspace, query, timespan);
  }

  static String rows(JsonNode answer) {
    return answer.at("/tables/0/rows").toString();
  }

  private static String sibling(String name) {
    return GATEWAY.replaceFirst(
        "/Microsoft.Network/.*", "/Microsoft.OperationalInsights/workspaces/" + name);
  }

  private static final class Time extends Clock {
    private Instant now = Instant.parse("2026-03-01T08:00:10Z");

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
