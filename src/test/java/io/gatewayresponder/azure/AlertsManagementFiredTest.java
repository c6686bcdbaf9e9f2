package io.gatewayresponder.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.azure.FakeArm.Reply;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.incident.Alert;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AlertsManagementFiredTest {
  private static final String SUBSCRIPTION = "/subscriptions/10000000-0000-4000-8000-000000000001";
  private static final Instant NOW = Instant.parse("2026-11-20T04:00:00Z");
  private static final Instant SINCE = NOW.minusSeconds(3600);

  private static String alert(String id, String group, String start, String condition) {
    return """
        {"id":"%s/providers/Microsoft.AlertsManagement/alerts/%s","properties":{"essentials":{
        "severity":"Sev1","monitorCondition":"%s","startDateTime":"%s",
        "targetResource":"%s/resourceGroups/%s/providers/microsoft.network/applicationgateways/ag1",
        "alertRule":"%s/resourceGroups/r/providers/microsoft.insights/metricAlerts/failed"},
        "context":{"context":{"condition":{"allOf":[{"metricName":"FailedRequests"}]}}}}}
        """
        .formatted(SUBSCRIPTION, id, condition, start, SUBSCRIPTION, group, SUBSCRIPTION);
  }

  private static Look<List<Alert>> read(FakeArm arm) {
    return new AlertsManagementFired(
            new Lazy<>(arm::reader),
            List.of(SUBSCRIPTION + "/resourceGroups/shop-edge"),
            Clock.fixed(NOW, ZoneOffset.UTC))
        .firedSince(SINCE);
  }

  private static Reply page(String next, String... alerts) {
    return new Reply(
        200, "{\"value\":[" + String.join(",", alerts) + "],\"nextLink\":\"" + next + "\"}");
  }

  @Test
  void fired_alerts_of_our_gateways_are_found_over_pages() {
    String next = FakeArm.ENDPOINT + "/next?api-version=1";
    FakeArm arm =
        FakeArm.inOrder(
            page(
                next,
                alert("1", "SHOP-EDGE", "2026-11-20T03:12:00.123Z", "Fired"),
                alert("2", "other", "2026-11-20T03:12:00Z", "Fired"),
                alert("3", "shop-edge", "2026-11-19T03:12:00Z", "Fired"),
                alert("4", "shop-edge", "2026-11-20T03:12:00Z", "Resolved"),
                alert("5", "shop-edge", "yesterday", "Fired"),
                "{}"),
            page("", alert("6", "shop-edge", "2026-11-20T03:50:00Z", "Fired")));
    List<Alert> alerts = read(arm).asFound().orElseThrow();
    assertEquals(2, alerts.size());
    Alert first = alerts.get(0);
    assertEquals(SUBSCRIPTION + "/providers/Microsoft.AlertsManagement/alerts/1", first.id());
    assertEquals("failed", first.rule());
    assertEquals("FailedRequests", first.metric());
    assertEquals("Sev1", first.severity());
    assertEquals(Instant.parse("2026-11-20T03:12:00.123Z"), first.at());
    assertTrue(arm.calls().get(0).contains("timeRange=1h"), arm.calls().get(0));
  }

  @Test
  void a_next_page_elsewhere_is_not_followed() {
    FakeArm arm = FakeArm.inOrder(page("https://evil.example/next"));
    assertInstanceOf(Look.Unreadable.class, read(arm));
    assertEquals(1, arm.calls().size());
  }

  @Test
  void pages_without_end_are_given_up() {
    FakeArm arm = FakeArm.inOrder(page(FakeArm.ENDPOINT + "/next?api-version=1"));
    assertInstanceOf(Look.Unreadable.class, read(arm));
    assertEquals(20, arm.calls().size());
  }
}
