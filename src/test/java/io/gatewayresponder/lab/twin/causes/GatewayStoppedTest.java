package io.gatewayresponder.lab.twin.causes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.lab.twin.estate.ArmError;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gateway that is stopped, seen by its metrics and alerts. */
class GatewayStoppedTest {

  private final Shop shop = new Shop();

  @Test
  void stopping_fires_and_only_good_evaluations_after_the_start_resolve() {
    shop.pass(Duration.ofMinutes(3));
    shop.state("Stopping");
    shop.pass(Duration.ofMinutes(4));
    assertEquals(List.of("failed-requests Fired"), shop.alerts());

    shop.state("Stopped");
    shop.pass(Duration.ofMinutes(30));
    assertEquals(List.of("failed-requests Fired"), shop.alerts(), "silence does not resolve");
    assertEquals(List.of(), shop.points("FailedRequests", "total", Duration.ofMinutes(10)));
    assertEquals(List.of(), shop.points("HealthyHostCount", "average", Duration.ofMinutes(10)));

    shop.state("Starting");
    shop.pass(Duration.ofMinutes(6));
    shop.state("Running");
    shop.pass(Duration.ofMinutes(6));
    assertEquals(List.of("failed-requests Fired", "failed-requests Resolved"), shop.alerts());
    assertEquals(List.of("Healthy", "Healthy"), shop.health());
  }

  @Test
  void a_gateway_that_does_not_run_refuses_the_health_operation() {
    shop.state("Stopped");

    ArmError refusal =
        assertThrows(ArmError.class, () -> shop.causes.health().backendHealth(Shop.GATEWAY));

    assertEquals(400, refusal.status());
    assertTrue(refusal.body().at("/error/message").asText().contains("Stopped"));
  }

  @Test
  void an_accepted_stop_counts_before_it_is_deployed() {
    shop.pass(Duration.ofMinutes(2));
    var gateway = shop.estate.find(Shop.GATEWAY).orElseThrow();
    gateway.withObjectProperty("properties").put("operationalState", "Stopping");
    shop.estate.declare(gateway);

    shop.pass(Duration.ofMinutes(3));

    assertEquals(List.of("failed-requests Fired"), shop.alerts());
  }
}
