package io.gatewayresponder.azure;

import static io.gatewayresponder.azure.LookFixture.unreadable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.HttpRequest;
import io.gatewayresponder.evidence.Look;
import org.junit.jupiter.api.Test;

final class ConnectivityCallTest {
  private static final String WATCHER =
      "/subscriptions/"
          + LookFixture.SUBSCRIPTION
          + "/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/";
  private static final String LIST = "/providers/Microsoft.Network/networkWatchers?";
  private static final String CHECK = "NetworkWatcher_westeurope/connectivityCheck";

  /** A gateway in West Europe, and watchers in two regions. */
  private static LookFixture room() {
    return new LookFixture()
        .answer("operationResults", 200, "{\"connectionStatus\":\"Unreachable\",\"hops\":[]}")
        .answer(
            LIST,
            200,
            "{\"value\":[{\"id\":\"%sNetworkWatcher_eastus\",\"location\":\"eastus\"},{\"id\":\"%sNetworkWatcher_westeurope\",\"location\":\"westeurope\"}]}"
                .formatted(WATCHER, WATCHER));
  }

  private static LookFixture withGateway(LookFixture arm, String location) {
    return arm.answer("applicationGateways/ag1?", 200, "{\"location\":\"" + location + "\"}");
  }

  @Test
  void the_watcher_of_the_gateways_region_is_asked_and_followed() {
    LookFixture arm =
        withGateway(room(), "West Europe")
            .answer(
                CHECK,
                202,
                "null",
                "Location",
                FakeArm.ENDPOINT + "/operationResults/1?api-version=2025-05-01",
                "Retry-After",
                "0");
    var check = arm.sight().connectivity("10.0.1.4", 443).asFound().orElseThrow();
    assertEquals("Unreachable", check.status());
    HttpRequest asked =
        arm.arm.requests.stream()
            .filter(request -> request.getUrl().toString().contains(CHECK))
            .findFirst()
            .orElseThrow();
    assertEquals(
        "{\"source\":{\"resourceId\":\""
            + LookFixture.GATEWAY
            + "\"},\"destination\":{\"address\":\"10.0.1.4\",\"port\":443},\"protocol\":\"Tcp\"}",
        asked.getBodyAsBinaryData().toString());
    arm.sight().connectivity("10.0.1.5", 443);
    assertEquals(1, arm.asked(LIST), "watchers are listed once");
    assertEquals(2, arm.asked(CHECK));
  }

  @Test
  void without_a_watcher_in_the_region_that_is_what_is_said() {
    Look.Unreadable<?> look =
        unreadable(withGateway(room(), "northeurope").sight().connectivity("10.0.1.4", 443));
    assertEquals(Look.Why.NOT_FOUND, look.why());
    assertTrue(look.sentence().contains("none in the gateway's region"), look.sentence());
  }

  @Test
  void a_check_that_takes_too_long_is_given_up() {
    LookFixture arm =
        withGateway(room(), "westeurope")
            .answer(CHECK, 202, "null", "Location", FakeArm.ENDPOINT + "/x", "Retry-After", "31");
    Look.Unreadable<?> look = unreadable(arm.sight().connectivity("10.0.1.4", 443));
    assertEquals("no result within 30 s", look.detail());
  }

  @Test
  void what_cannot_be_read_says_why() {
    assertEquals(
        Look.Why.NOT_FOUND,
        unreadable(room().sight().connectivity("10.0.1.4", 443)).why(),
        "the gateway itself");
    LookFixture refused =
        withGateway(room(), "westeurope")
            .answer(
                CHECK, 403, "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"no\"}}");
    assertEquals(
        "connectivity from ag1 to 10.0.1.4:443: not allowed to read (AuthorizationFailed: no)",
        unreadable(refused.sight().connectivity("10.0.1.4", 443)).sentence());
    LookFixture odd = withGateway(room(), "westeurope").answer(CHECK, 202, "null");
    assertEquals(Look.Why.MALFORMED, unreadable(odd.sight().connectivity("10.0.1.4", 443)).why());
    LookFixture silent = withGateway(room(), "westeurope").silent(CHECK);
    assertEquals(Look.Why.TIMED_OUT, unreadable(silent.sight().connectivity("10.0.1.4", 1)).why());
  }
}
