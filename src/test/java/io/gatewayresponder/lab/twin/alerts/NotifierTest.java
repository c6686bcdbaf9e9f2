package io.gatewayresponder.lab.twin.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.alerts.Notification.Outcome;
import io.gatewayresponder.lab.twin.estate.Estate;
import io.gatewayresponder.lab.twin.network.EstateDocuments;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The retry rules of action groups, against a receiver that answers as told. */
class NotifierTest {

  private static final String PLACE = "/subscriptions/s/resourceGroups/g/providers";

  private final Time clock = new Time();
  private final Deque<Integer> answers = new ArrayDeque<>();
  private final List<Duration> waits = new ArrayList<>();
  private final Estate estate = new Estate();
  private final Notifier notifier =
      new Notifier(
          new EstateDocuments(estate),
          clock,
          (endpoint, json) -> {
            int answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
            if (answer == 0) {
              throw new ConnectException("refused");
            }
            return answer;
          },
          wait -> {
            waits.add(wait);
            clock.now = clock.now.plus(wait);
          },
          Runnable::run);

  @Test
  void an_accepted_notification_is_sent_once() {
    fire(202);
    assertEquals(List.of(Outcome.DELIVERED), outcomes());
    assertEquals(List.of(), waits);
  }

  @Test
  void a_busy_receiver_is_tried_again_after_the_documented_waits() {
    fire(503, 0, 429, 504, 408, 202);
    assertEquals(List.of(Outcome.DELIVERED), outcomes());
    assertEquals(List.of(5L, 20L, 5L, 40L, 5L), waits.stream().map(Duration::toSeconds).toList());
  }

  @Test
  void an_error_of_another_kind_loses_the_notification() {
    for (int status : new int[] {400, 404, 500, 502}) {
      answers.clear();
      fire(status);
    }
    assertEquals(
        List.of(Outcome.REFUSED, Outcome.REFUSED, Outcome.REFUSED, Outcome.REFUSED), outcomes());
    assertEquals(List.of(), waits);
  }

  @Test
  void an_endpoint_that_failed_six_times_is_left_alone_for_a_quarter_of_an_hour() {
    fire(503);
    assertEquals(6, notifier.log().all().get(0).attempts().size());
    answers.clear();
    fire(202);
    clock.now = clock.now.plus(Duration.ofMinutes(15));
    fire(202);
    assertEquals(List.of(Outcome.GIVEN_UP, Outcome.MUTED, Outcome.DELIVERED), outcomes());
  }

  @Test
  void the_log_does_not_show_the_receivers_key() {
    fire(202);
    assertEquals("http://127.0.0.1:1/hook", notifier.log().show().at("/0/endpoint").asText());
  }

  private List<Outcome> outcomes() {
    return notifier.log().all().stream().map(Notification::outcome).toList();
  }

  private void fire(Integer... statuses) {
    answers.addAll(List.of(statuses));
    estate.put(group());
    String target = PLACE + "/Microsoft.Network/applicationGateways/gw";
    AlertRule rule = AlertRule.find(rule()).orElseThrow();
    Instant now = clock.instant();
    notifier.changed(
        new Alert(
            "/subscriptions/s/providers/x/alerts/1", rule, target, "", now, Optional.empty(), 0),
        new Alert.Observation(now.minusSeconds(300), now, Map.of()));
  }

  private static ObjectNode group() {
    ObjectNode group = JsonNodeFactory.instance.objectNode();
    group.put("id", PLACE + "/Microsoft.Insights/actionGroups/on-call");
    group
        .putObject("properties")
        .putArray("webhookReceivers")
        .addObject()
        .put("serviceUri", "http://127.0.0.1:1/hook?code=fake")
        .put("useCommonAlertSchema", true);
    return group;
  }

  private static ObjectNode rule() {
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    rule.put("id", PLACE + "/Microsoft.Insights/metricAlerts/r").put("name", "r");
    rule.putObject("properties")
        .putArray("actions")
        .addObject()
        .put("actionGroupId", PLACE + "/microsoft.insights/actiongroups/On-Call");
    return rule;
  }

  private static final class Time extends Clock {
    private Instant now = Instant.parse("2026-03-01T08:00:00Z");

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
