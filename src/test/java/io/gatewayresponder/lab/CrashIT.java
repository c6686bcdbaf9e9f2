package io.gatewayresponder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.scenario.Owner;
import io.gatewayresponder.lab.scenario.Scenarios;
import io.gatewayresponder.lab.twin.arm.FaultSwitches.CallFault;
import io.gatewayresponder.lab.twin.arm.FaultSwitches.Effect;
import io.gatewayresponder.lab.twin.estate.Estates;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * SIGKILL at the moments that hurt. Each time the process is started again and nothing else is
 * done; the incident has to end as if nothing had been, and the twin has to have seen one write.
 *
 * <p>What brings the work back is the broker: it gives a message to somebody else as soon as the
 * connection of whoever had it is gone. Only a write that was begun and of which nothing is known
 * waits, a minute, because the request of the dead could still be on its way, and a shorter wait in
 * the lab would test another program. So that minute is begun before the other tests and ends after
 * them: it costs little, and it is harder, as the process dies four more times in it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class CrashIT {
  /** The minute, and what a busy machine adds. */
  private static final Duration LONG_LIMIT = Duration.ofMinutes(2);

  private static final String WEB_RULES =
      Estates.SHOP_GATEWAY.substring(0, Estates.SHOP_GATEWAY.indexOf("/applicationGateways"))
          + "/networkSecurityGroups/web-nsg/securityRules/";

  private static final RunningLab LAB = LabFixture.restored();

  private final OnCall onCall = new OnCall(LAB);

  @BeforeAll
  static void the_answer_to_a_write_is_lost_and_so_is_the_writer() {
    OnCall onCall = new OnCall(LAB);
    int unused = new Owner(LAB).make(Scenarios.NSG_DENY.fault());
    JsonNode incident = onCall.await(Estates.SHOP_GATEWAY, "AWAITING_APPROVAL");
    LAB.arm()
        .faults()
        .next(1, new CallFault(Effect.LOSE_ANSWER, "PUT", "securityRules", 0, "", null));
    onCall.approve(incident);
    Await.until(
        "the write",
        () -> !onCall.writes(WEB_RULES).isEmpty(),
        () -> onCall.incident(incident.path("id").asText()).toPrettyString());
    killAndStart();
  }

  @AfterEach
  void nothing_misbehaves_any_more() {
    LAB.arm().faults().clear();
    LAB.host().start();
  }

  @Test
  @Order(1)
  void killed_during_triage() {
    String gateway = StoppedGateway.in(LAB, "killed-in-triage");
    // The walk is still at its first questions when the process dies.
    LAB.arm().faults().latency(2000);
    onCall.post(SentAlert.fired(gateway));
    JsonNode incident = onCall.await(gateway, "TRIAGING");
    killAndStart();
    onCall.approve(onCall.await(gateway, "AWAITING_APPROVAL"));
    endsAsIfNothingHadBeen(gateway, incident);
  }

  @Test
  @Order(2)
  void killed_right_after_the_approval() {
    String gateway = StoppedGateway.in(LAB, "killed-after-approval");
    onCall.post(SentAlert.fired(gateway));
    JsonNode incident = onCall.await(gateway, "AWAITING_APPROVAL");
    onCall.approve(incident);
    killAndStart();
    endsAsIfNothingHadBeen(gateway, incident);
  }

  @Test
  @Order(3)
  void killed_while_the_gate_redeems_the_approval() {
    String gateway = StoppedGateway.in(LAB, "killed-while-redeeming");
    onCall.post(SentAlert.fired(gateway));
    JsonNode incident = onCall.await(gateway, "AWAITING_APPROVAL");
    LAB.arm().faults().latency(3000);
    onCall.approve(incident);
    Await.until(
        "the gate at work",
        () -> LAB.bus().counts("resolutions").locked() > 0,
        () -> LAB.bus().counts());
    assertEquals("APPROVED", onCall.incident(incident.path("id").asText()).path("state").asText());
    killAndStart();
    endsAsIfNothingHadBeen(gateway, incident);
  }

  @Test
  @Order(4)
  void killed_while_azure_is_at_work_on_the_write() {
    String gateway = StoppedGateway.in(LAB, "killed-while-starting");
    onCall.post(SentAlert.fired(gateway));
    JsonNode incident = onCall.await(gateway, "AWAITING_APPROVAL");
    // Longer than the app is away.
    LAB.arm().faults().hold(Duration.ofMinutes(15));
    onCall.approve(incident);
    Await.until(
        "the accepted write",
        () -> onCall.incident(incident.path("id").asText()).toString().contains("accepted the"),
        () -> onCall.incident(incident.path("id").asText()).toPrettyString());
    killAndStart();
    endsAsIfNothingHadBeen(gateway, incident);
  }

  @Test
  @Order(5)
  void killed_after_a_write_whose_answer_was_lost() {
    JsonNode ended = onCall.await(Estates.SHOP_GATEWAY, "RESOLVED", LONG_LIMIT);
    assertEquals(
        "1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.1 > AllowGatewaySubnet > approved > healthy",
        ended.path("transcript").asText());
    List<String> writes = onCall.writes(WEB_RULES);
    assertEquals(1, writes.size(), writes.toString());
    assertTrue(new Owner(LAB).isHealthy());
  }

  private static void killAndStart() {
    LAB.host().kill();
    LAB.arm().faults().clear();
    LAB.host().start();
  }

  private void endsAsIfNothingHadBeen(String gateway, JsonNode before) {
    JsonNode ended = onCall.await(gateway, "RESOLVED");
    assertEquals(StoppedGateway.MENDED, ended.path("transcript").asText());
    assertEquals(before.path("id"), ended.path("id"));
    assertEquals(List.of("POST " + gateway + "/start"), onCall.writes(gateway));
  }
}
