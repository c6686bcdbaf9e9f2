package io.gatewayresponder.lab.twin.causes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One broken rule, and everything that follows from it by itself. */
class NsgDenyTest {

  private static final String DENY =
      """
      {"id": "${group}/securityRules/BlockWeb", "name": "BlockWeb", "properties": {
        "protocol": "TCP", "sourcePortRange": "*", "destinationPortRange": "8080",
        "sourceAddressPrefix": "10.20.0.0/24", "destinationAddressPrefix": "*",
        "access": "Deny", "priority": 100, "direction": "Inbound"}}
      """;

  private final Shop shop = new Shop();

  @Test
  void a_healthy_shop_fires_nothing() {
    shop.pass(Duration.ofMinutes(10));

    assertEquals(List.of("Healthy", "Healthy"), shop.health());
    assertEquals(
        "Success. Received 200 status code", shop.servers().at("/0/healthProbeLog").asText());
    assertEquals(List.of(), shop.alerts());
    assertEquals(List.of(0.0, 0.0), shop.points("FailedRequests", "total", Duration.ofMinutes(2)));
    assertEquals(
        List.of(1200.0, 1200.0), shop.points("TotalRequests", "total", Duration.ofMinutes(2)));
    assertEquals(List.of(2.0), shop.points("HealthyHostCount", "average", Duration.ofMinutes(1)));
  }

  @Test
  void a_deny_fires_both_alerts_and_its_removal_resolves_both() {
    shop.pass(Duration.ofMinutes(6));
    shop.putRule(DENY);
    shop.pass(Duration.ofSeconds(60));
    assertEquals(
        List.of("Healthy", "Healthy"), shop.health(), "two failures are below the threshold");

    shop.pass(Duration.ofMinutes(3));
    assertEquals(List.of("Unhealthy", "Unhealthy"), shop.health());
    assertTrue(
        shop.servers()
            .at("/0/healthProbeLog")
            .asText()
            .contains("could not connect to the backend"));
    assertTrue(shop.servers().at("/0/healthProbeLog").asText().contains("NSG/UDR/Firewall"));
    assertEquals(List.of("failed-requests Fired", "unhealthy-hosts Fired"), shop.alerts());

    shop.estate.remove(Shop.GROUP + "/securityRules/BlockWeb");
    shop.pass(Duration.ofSeconds(30));
    assertEquals(List.of("Healthy", "Healthy"), shop.health(), "one success restores");

    shop.pass(Duration.ofMinutes(12));
    List<String> alerts = shop.alerts();
    assertEquals(4, alerts.size(), alerts.toString());
    assertTrue(alerts.contains("failed-requests Resolved"));
    assertTrue(alerts.contains("unhealthy-hosts Resolved"));
  }

  @Test
  void fired_and_resolved_share_the_alert_id() {
    shop.pass(Duration.ofMinutes(2));
    shop.putRule(DENY);
    shop.pass(Duration.ofMinutes(5));
    shop.estate.remove(Shop.GROUP + "/securityRules/BlockWeb");
    shop.pass(Duration.ofMinutes(15));

    List<JsonNode> failed =
        shop.received.stream()
            .map(payload -> payload.at("/data/essentials"))
            .filter(essentials -> essentials.path("alertRule").asText().equals("failed-requests"))
            .toList();
    assertEquals(2, failed.size());
    assertEquals(failed.get(0).path("alertId"), failed.get(1).path("alertId"));
    assertEquals(failed.get(0).path("firedDateTime"), failed.get(1).path("firedDateTime"));
    assertFalse(failed.get(0).has("resolvedDateTime"));
    assertTrue(failed.get(1).has("resolvedDateTime"));
  }

  @Test
  void the_fired_alert_is_listed_under_its_gateway() {
    shop.pass(Duration.ofMinutes(2));
    shop.putRule(DENY);
    shop.pass(Duration.ofMinutes(5));

    String subscription = "10000000-0000-4000-8000-000000000001";
    Map<String, String> fired =
        Map.of(
            "api-version",
            "2019-05-05-preview",
            "targetResource",
            Shop.GATEWAY,
            "monitorCondition",
            "Fired");
    JsonNode listed = shop.causes.alerts().alerts(subscription, fired).path("value");
    assertEquals(2, listed.size());
    assertEquals("Fired", listed.at("/0/properties/essentials/monitorCondition").asText());
    assertEquals(
        0,
        shop.causes
            .alerts()
            .alerts(subscription, Map.of("monitorCondition", "Resolved"))
            .path("value")
            .size());
    assertEquals(
        0,
        shop.causes
            .alerts()
            .alerts(subscription, Map.of("targetResource", Shop.GATEWAY + "2"))
            .path("value")
            .size());
  }

  @Test
  void the_notification_has_the_common_schema() {
    shop.putRule(DENY);
    shop.pass(Duration.ofMinutes(5));

    JsonNode payload = shop.received.get(0);
    assertEquals("azureMonitorCommonAlertSchema", payload.path("schemaId").asText());
    JsonNode essentials = payload.at("/data/essentials");
    assertEquals(
        Shop.GATEWAY.toLowerCase(Locale.ROOT), essentials.at("/alertTargetIDs/0").asText());
    assertEquals("shop-gateway", essentials.at("/configurationItems/0").asText());
    assertEquals("Sev1", essentials.path("severity").asText());
    assertTrue(
        essentials
            .path("alertId")
            .asText()
            .matches(
                "/subscriptions/[^/]+/providers/Microsoft.AlertsManagement/alerts/[0-9a-f-]{36}"));
    assertTrue(
        essentials.path("firedDateTime").asText().matches(".*T\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z"));
    assertEquals(
        "SingleResourceMultipleMetricCriteria",
        payload.at("/data/alertContext/conditionType").asText());
    JsonNode condition = payload.at("/data/alertContext/condition/allOf/0");
    assertEquals("FailedRequests", condition.path("metricName").asText());
    assertTrue(condition.path("threshold").isTextual());
    assertEquals("5", condition.path("threshold").asText());
    assertTrue(condition.path("metricValue").isNumber());
  }

  @Test
  void a_notification_can_be_sent_again() {
    shop.putRule(DENY);
    shop.pass(Duration.ofMinutes(5));
    int before = shop.received.size();

    assertTrue(shop.causes.resend(1));

    assertEquals(before + 1, shop.received.size());
    assertEquals(shop.received.get(0), shop.received.get(before));
    assertFalse(shop.causes.resend(99));
  }
}
