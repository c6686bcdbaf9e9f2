package io.gatewayresponder.lab.twin.causes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.servers.Habits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What gateways do only when they are asked to. */
class HabitsTest {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

  private final Shop shop = new Shop();
  private final Habits habits = shop.causes.backends().habits();

  @Test
  void a_server_that_one_instance_misses_is_unhealthy_or_partial() {
    denyTheSecondInstance();
    shop.pass(LONG_ENOUGH);
    assertEquals(List.of("Unhealthy", "Unhealthy"), shop.health());
    habits.showPartial(true);
    shop.pass(Duration.ofMinutes(1));
    assertEquals(List.of("Partial", "Partial"), shop.health());
    assertEquals(List.of(2.0), shop.points("UnhealthyHostCount", "average", Duration.ofMinutes(1)));
  }

  @Test
  void a_server_that_no_instance_reaches_is_never_partial() {
    habits.showPartial(true);
    shop.causes.backends().setListening("10.20.1.4", 8080, false);
    shop.pass(LONG_ENOUGH);
    assertEquals(List.of("Unhealthy", "Healthy"), shop.health());
  }

  @Test
  void a_server_that_was_taken_out_drains_for_as_long_as_its_setting_says() {
    habits.showDraining(true);
    draining(true, 90);
    shop.pass(LONG_ENOUGH);
    takeOutTheSecond();
    shop.pass(Duration.ofSeconds(60));
    assertEquals(List.of("Healthy", "Draining"), shop.health());
    assertEquals(List.of(0.0), shop.points("FailedRequests", "total", Duration.ofMinutes(1)));
    shop.pass(Duration.ofSeconds(60));
    assertEquals(List.of("Healthy"), shop.health());
  }

  @Test
  void without_draining_it_is_gone_at_once() {
    habits.showDraining(true);
    draining(false, 90);
    shop.pass(LONG_ENOUGH);
    takeOutTheSecond();
    shop.pass(Duration.ofSeconds(30));
    assertEquals(List.of("Healthy"), shop.health());
  }

  @Test
  void an_old_address_serves_on_until_the_gateway_is_written() {
    habits.rememberNames(true);
    shop.causes.backends().names().set("web.example", "10.20.1.4");
    pool(addresses -> addresses.removeAll().addObject().put("fqdn", "web.example"));
    shop.pass(LONG_ENOUGH);
    assertEquals(List.of("Healthy"), shop.health());
    shop.causes.backends().names().remove("web.example");
    shop.pass(LONG_ENOUGH);
    assertEquals(List.of("Unknown"), shop.health());
    assertTrue(log().contains("could not be resolved"), log());
    assertEquals(List.of(0.0), shop.points("FailedRequests", "total", Duration.ofMinutes(1)));

    shop.estate.update(Shop.GATEWAY, gateway -> gateway.put("etag", "W/\"written\""));
    shop.pass(LONG_ENOUGH);
    assertEquals(List.of("Unhealthy"), shop.health());
    assertTrue(log().contains("could not create a probe"), log());
  }

  private String log() {
    return shop.servers().path(0).path("healthProbeLog").asText();
  }

  private void denyTheSecondInstance() {
    shop.putRule(
        """
        {"name":"DenyOne","id":"${group}/securityRules/DenyOne","properties":{"priority":100,
        "direction":"Inbound","access":"Deny","protocol":"*","sourcePortRange":"*",
        "sourceAddressPrefix":"10.20.0.5","destinationAddressPrefix":"*",
        "destinationPortRange":"*"}}
        """);
  }

  private void draining(boolean enabled, int seconds) {
    shop.estate.update(
        Shop.GATEWAY,
        gateway ->
            ((ObjectNode) gateway.at("/properties/backendHttpSettingsCollection/0/properties"))
                .putObject("connectionDraining")
                .put("enabled", enabled)
                .put("drainTimeoutInSec", seconds));
  }

  private void takeOutTheSecond() {
    pool(addresses -> addresses.remove(1));
  }

  private void pool(java.util.function.Consumer<ArrayNode> change) {
    shop.estate.update(
        Shop.GATEWAY,
        gateway ->
            change.accept(
                (ArrayNode)
                    gateway.at("/properties/backendAddressPools/0/properties/backendAddresses")));
  }
}
