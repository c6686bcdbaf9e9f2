package io.gatewayresponder.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewayresponder.incident.State;
import io.gatewayresponder.workflow.fake.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An alert on failed requests comes before the gateway's probes have noticed anything. */
class EarlyAlertTest {
  private final World world = new World();

  @Test
  void a_gateway_that_looks_healthy_is_looked_at_again_until_the_probes_notice() {
    world.looksHealthy = true;
    world.fire("a");
    world.pass(Duration.ofSeconds(30));
    assertEquals(State.TRIAGING, world.newest().state());
    world.looksHealthy = false;
    world.pass(Duration.ofMinutes(3));
    assertEquals(State.AWAITING_APPROVAL, world.newest().state());
    assertEquals(2, world.newest().triages());
    assertEquals(1, world.store.all().size());
  }

  @Test
  void a_gateway_that_stays_healthy_comes_to_a_person_after_three_walks() {
    world.looksHealthy = true;
    world.fire("a");
    world.pass(Duration.ofMinutes(10));
    assertEquals(State.ESCALATED, world.newest().state());
    assertEquals(3, world.newest().triages());
  }

  @Test
  void an_alert_that_clears_meanwhile_ends_the_looking() {
    world.looksHealthy = true;
    world.fire("a");
    world.pass(Duration.ofSeconds(30));
    world.resolve("a");
    assertEquals(State.RECOVERED, world.newest().state());
  }
}
