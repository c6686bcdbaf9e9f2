package io.gatewayresponder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the app stands on is away for a while. Azure Monitor is told to come again, and afterwards
 * nothing is missing and nothing is there twice; the app itself is not started again.
 */
final class OutageIT {
  /**
   * After a lost connection the SDK's session receiver may accept a session and then not listen to
   * it; its messages come again when the lock of a minute is over.
   */
  private static final Duration FORGOTTEN_SESSION = Duration.ofMinutes(2);

  private final RunningLab lab = LabFixture.restored();
  private final OnCall onCall = new OnCall(lab);

  @AfterEach
  void everything_is_back() {
    lab.tables().start();
    lab.bus().refuse(false);
  }

  /** Other tests are not about that minute. */
  @AfterAll
  static void the_app_starts_afresh() {
    LabFixture.lab().host().kill();
    LabFixture.lab().host().start();
  }

  @Test
  void without_storage_an_alert_is_refused_for_now_and_taken_when_it_comes_again() {
    String gateway = StoppedGateway.in(lab, "without-storage");
    SentAlert alert = SentAlert.fired(gateway);

    lab.tables().stop();
    refusedForNow(alert);
    refusedForNow(alert);
    lab.tables().start();
    onCall.post(alert);

    // All the way to a proposal: what listens to the queues has survived, too.
    JsonNode incident = onCall.await(gateway, "AWAITING_APPROVAL");
    assertEquals(1, incident.path("alerts").size());
    assertEquals(1, onCall.incidents(gateway).size());
  }

  @Test
  void without_service_bus_an_alert_is_recorded_and_looked_at_once_it_is_back() {
    String gateway = StoppedGateway.in(lab, "without-bus");
    SentAlert alert = SentAlert.fired(gateway);

    lab.bus().refuse(true);
    refusedForNow(alert);
    refusedForNow(alert);
    List<JsonNode> recorded = onCall.incidents(gateway);
    assertEquals(1, recorded.size());
    assertEquals("RECEIVED", recorded.get(0).path("state").asText());
    lab.bus().refuse(false);

    // Nobody repeats the alert: the reconciliation sends what is still to be sent.
    JsonNode incident = onCall.await(gateway, "AWAITING_APPROVAL");
    assertEquals(recorded.get(0).path("id"), incident.path("id"));
    onCall.post(alert);
    assertEquals(1, onCall.incidents(gateway).size());
    onCall.approve(incident);
    JsonNode ended = onCall.await(gateway, "RESOLVED", FORGOTTEN_SESSION);
    assertEquals(StoppedGateway.MENDED, ended.path("transcript").asText());
  }

  private void refusedForNow(SentAlert alert) {
    HttpResponse<String> answer = onCall.post(alert.json());
    assertEquals(503, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("\"reason\""), answer.body());
    assertTrue(answer.headers().firstValue("Retry-After").isPresent());
  }
}
