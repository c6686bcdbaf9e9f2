package io.gatewayresponder.lab.twin.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Estates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Activity Log tells of changes. */
class ActivityLogTest {
  private static final String RULE =
      Estates.SHOP_GATEWAY.replaceFirst(
          "/applicationGateways/.*", "/networkSecurityGroups/web-nsg/securityRules/deny");
  private static final String WRITE = "Microsoft.Network/networkSecurityGroups/securityRules/write";
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private final ActivityLog log = new ActivityLog(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void a_change_is_two_events_that_share_an_id_the_newest_first() {
    log.record("dana@shop.example", WRITE, RULE);
    List<ObjectNode> events = log.of(Estates.SUBSCRIPTION, Map.of());
    assertEquals(2, events.size());
    assertEquals("Succeeded", events.get(0).at("/status/value").asText());
    assertEquals("Started", events.get(1).at("/status/value").asText());
    assertEquals(events.get(0).path("correlationId"), events.get(1).path("correlationId"));
    ObjectNode event = events.get(0);
    assertEquals("dana@shop.example", event.path("caller").asText());
    assertEquals(WRITE, event.at("/operationName/value").asText());
    assertEquals(RULE, event.path("resourceId").asText());
    assertEquals("2026-11-24T10:00:00Z", event.path("eventTimestamp").asText());
    assertEquals(
        "Microsoft.Network/networkSecurityGroups/securityRules",
        event.at("/resourceType/value").asText());
    assertEquals(false, event.has("httpRequest"));
  }

  @Test
  void each_change_has_an_id_of_its_own_and_each_subscription_its_own_events() {
    log.record("dana@shop.example", WRITE, RULE);
    log.record("dana@shop.example", WRITE, RULE);
    long ids =
        log.of(Estates.SUBSCRIPTION, Map.of()).stream()
            .map(event -> event.path("correlationId").asText())
            .distinct()
            .count();
    assertEquals(2, ids);
    assertEquals(List.of(), log.of("10000000-0000-4000-8000-000000000002", Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "eventTimestamp ge '2026-11-24T10:00:00Z', 2",
        "eventTimestamp ge '2026-11-24T10:00:00.001Z', 0",
        "eventTimestamp ge '2026-11-24T09:00:00Z' and eventTimestamp le '2026-11-24T10:00:00Z', 2",
        "eventTimestamp le '2026-11-24T09:59:59Z', 0",
        "eventTimestamp ge '2026-11-24T09:00:00Z' and resourceGroupName eq 'SHOP-EDGE', 2",
        "eventTimestamp ge 2026-11-24T10:00:00Z, 2",
        "eventTimestamp ge 2026-11-24T10:00:00.001Z, 0",
        "eventTimestamp ge 2026-11-24T09:00:00Z and eventTimestamp le 2026-11-24T09:59:59Z, 0",
        "eventTimestamp ge 2026-11-24T09:00:00Z and resourceGroupName eq 'SHOP-EDGE', 2",
        "resourceGroupName eq 'shop', 0",
        "resourceGroupName eq 'it''s', 0",
        "resourceProvider eq 'microsoft.network', 2",
        "resourceProvider eq 'Microsoft.Insights', 0",
        "caller eq 'dana@shop.example', 2"
      })
  void filters_pick_events(String filter, int expected) {
    log.record("dana@shop.example", WRITE, RULE);
    assertEquals(expected, log.of(Estates.SUBSCRIPTION, Map.of("$filter", filter)).size());
  }

  @Test
  void a_resource_is_found_by_its_own_id_alone() {
    log.record("dana@shop.example", WRITE, RULE);
    assertEquals(
        2, log.of(Estates.SUBSCRIPTION, Map.of("$filter", "resourceUri eq '" + RULE + "'")).size());
    String group = RULE.replaceFirst("/securityRules/.*", "");
    assertEquals(
        0,
        log.of(Estates.SUBSCRIPTION, Map.of("$filter", "resourceUri eq '" + group + "'")).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anything",
        "colour eq 'red'",
        "eventTimestamp eq '2026-11-24T10:00:00Z'",
        "eventTimestamp ge 'yesterday'",
        "eventTimestamp ge yesterday",
        "eventTimestamp ge 2026",
        "resourceGroupName eq shop",
        "resourceGroupName eq 2026",
        "resourceGroupName eq 'a' or resourceGroupName eq 'b'",
        "resourceGroupName eq 'a' and"
      })
  void other_filters_are_refused(String filter) {
    ArmError refusal =
        assertThrows(ArmError.class, () -> log.of(Estates.SUBSCRIPTION, Map.of("$filter", filter)));
    assertEquals(400, refusal.status());
  }

  @Test
  void a_selection_leaves_the_rest_out() {
    log.record("dana@shop.example", WRITE, RULE);
    ObjectNode event =
        log.of(Estates.SUBSCRIPTION, Map.of("$select", "caller, status,nothing")).get(0);
    assertEquals(
        "{\"caller\":\"dana@shop.example\",\"status\":{\"value\":\"Succeeded\",\"localizedValue\":\"Succeeded\"}}",
        event.toString());
  }

  @Test
  void events_are_dated_by_the_clock_of_whoever_reads_them() {
    log.livesBy(Clock.offset(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofHours(-3)));
    log.record("dana@shop.example", WRITE, RULE);
    assertEquals(
        "2026-11-24T07:00:00Z",
        log.of(Estates.SUBSCRIPTION, Map.of()).get(0).path("eventTimestamp").asText());
  }

  @Test
  void what_is_no_resource_was_not_changed() {
    assertThrows(
        IllegalArgumentException.class, () -> log.record("dana@shop.example", WRITE, "web-nsg"));
  }
}
