package io.gatewayresponder.lab.twin.arm;

import static io.gatewayresponder.lab.identity.Principal.OWNER;
import static io.gatewayresponder.lab.identity.Principal.RESOLUTION;
import static io.gatewayresponder.lab.identity.Principal.TRIAGE;
import static io.gatewayresponder.lab.twin.arm.ArmFixture.GATEWAY;
import static io.gatewayresponder.lab.twin.arm.ArmFixture.NETWORK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.arm.ArmFixture.Answer;
import io.gatewayresponder.lab.twin.estate.Estates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that go through ARM leave their trace in the Activity Log. */
class ActivityTest {
  private static final String LOG =
      "/subscriptions/"
          + Estates.SUBSCRIPTION
          + "/providers/microsoft.insights/eventtypes/management/values";
  private static final String RULE =
      NETWORK + "networkSecurityGroups/web-nsg/securityRules/AllowGatewayToWeb";

  private ArmFixture arm;

  @BeforeEach
  void open(@TempDir Path directory) throws IOException {
    arm = new ArmFixture(directory);
  }

  @AfterEach
  void close() {
    arm.close();
  }

  @Test
  void a_change_has_started_while_its_operation_runs_and_has_succeeded_after_it() throws Exception {
    arm.holdOperations();
    Answer deleted = arm.delete(OWNER, RULE);
    assertEquals(202, deleted.status());
    assertEquals(List.of("owner@shop.example securityRules/delete Started"), events());
    arm.letOperationsEnd();
    assertEquals("Succeeded", arm.statusAtEnd(OWNER, deleted));
    assertEquals("owner@shop.example securityRules/delete Succeeded", events().get(0));
    JsonNode values = arm.get(TRIAGE, LOG).body().path("value");
    assertEquals(RULE, values.path(0).path("resourceId").asText());
    assertEquals(values.path(0).path("correlationId"), values.path(1).path("correlationId"));
    assertFalse(
        Instant.parse(values.path(0).path("eventTimestamp").asText())
            .isBefore(Instant.parse(values.path(1).path("eventTimestamp").asText())));
  }

  @Test
  void an_application_is_called_by_its_object_id_and_a_failed_operation_failed() throws Exception {
    arm.server.faults().failGatewayPut("InternalServerError", "An error occurred.", false);
    ObjectNode gateway = arm.get(RESOLUTION, GATEWAY).object();
    Answer put = arm.put(RESOLUTION, GATEWAY, gateway);
    assertEquals("Failed", arm.statusAtEnd(RESOLUTION, put));
    assertEquals(
        List.of(
            RESOLUTION.objectId() + " applicationGateways/write Failed",
            RESOLUTION.objectId() + " applicationGateways/write Started"),
        events());
  }

  @Test
  void what_is_done_at_once_has_ended_at_once() throws Exception {
    String group =
        GATEWAY.replaceFirst("/Microsoft.Network/.*", "/Microsoft.Insights/actionGroups/");
    ObjectNode document = arm.get(OWNER, group + "on-call").object();
    assertEquals(201, arm.put(OWNER, group + "second", document).status());
    assertEquals(
        List.of(
            "owner@shop.example actionGroups/write Succeeded",
            "owner@shop.example actionGroups/write Started"),
        events());
  }

  @Test
  void questions_and_refusals_leave_no_trace() throws Exception {
    arm.get(TRIAGE, GATEWAY);
    arm.post(TRIAGE, GATEWAY + "/backendhealth");
    assertEquals(403, arm.delete(TRIAGE, RULE).status());
    assertEquals(List.of(), events());
  }

  @Test
  void a_long_log_comes_in_pages() throws Exception {
    for (int i = 0; i < 150; i++) {
      arm.activity.record("dana@shop.example", "Microsoft.Network/a/write", GATEWAY);
    }
    Answer first = arm.get(TRIAGE, LOG + "?$filter=resourceGroupName%20eq%20'shop-edge'");
    assertEquals(200, first.body().path("value").size());
    Answer second = arm.follow(TRIAGE, first.body().path("nextLink").asText());
    assertEquals(100, second.body().path("value").size());
    assertTrue(second.body().path("nextLink").isMissingNode());
    assertFalse(
        first
            .body()
            .path("value")
            .findValuesAsText("eventDataId")
            .contains(second.body().path("value").path(0).path("eventDataId").asText()));
  }

  /** Such as {@code owner@shop.example securityRules/delete Started}, the newest first. */
  private List<String> events() throws Exception {
    List<String> events = new ArrayList<>();
    for (JsonNode event : arm.get(TRIAGE, LOG).body().path("value")) {
      String action = event.at("/operationName/value").asText();
      String[] parts = action.split("/", -1);
      events.add(
          "%s %s/%s %s"
              .formatted(
                  event.path("caller").asText(),
                  parts[parts.length - 2],
                  parts[parts.length - 1],
                  event.at("/status/value").asText()));
    }
    return events;
  }
}
