package io.gatewayresponder.lab.twin.arm;

import static io.gatewayresponder.lab.identity.Principal.OWNER;
import static io.gatewayresponder.lab.identity.Principal.RESOLUTION;
import static io.gatewayresponder.lab.identity.Principal.TRIAGE;
import static io.gatewayresponder.lab.twin.arm.ArmFixture.GATEWAY;
import static io.gatewayresponder.lab.twin.arm.ArmFixture.NETWORK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.arm.ArmFixture.Answer;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.estate.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what, and how ARM refuses. */
class ArmServerTest {
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
  void triage_reads_the_gateway_and_cannot_write_it() throws Exception {
    Answer gateway = arm.get(TRIAGE, GATEWAY);
    assertEquals(200, gateway.status());
    assertEquals(gateway.body().path("etag").asText(), gateway.header("ETag"));

    Answer refused = arm.put(TRIAGE, GATEWAY, gateway.body());
    assertEquals(403, refused.status());
    assertEquals("AuthorizationFailed", refused.errorCode());
    assertEquals(
        "The client '30000000-0000-4000-8000-000000000001' with object id '31000000-0000-4000-8000-000000000001' does not have"
            + " authorization to perform action 'Microsoft.Network/applicationGateways/write' over scope '"
            + GATEWAY
            + "' or the scope is invalid. If access was recently granted, please refresh your credentials.",
        refused.body().path("error").path("message").asText());
    assertTrue(arm.server.calls().writes().isEmpty());
  }

  @Test
  void triage_can_neither_start_nor_change_rules() throws Exception {
    String rule = NETWORK + "networkSecurityGroups/web-nsg/securityRules/AllowGatewayToWeb";
    assertEquals(403, arm.post(TRIAGE, GATEWAY + "/start").status());
    assertEquals(403, arm.delete(TRIAGE, rule).status());
    assertEquals(403, arm.put(TRIAGE, rule, Json.object()).status());
  }

  @Test
  void resolution_does_what_its_role_says_and_no_more() throws Exception {
    assertEquals(202, arm.post(RESOLUTION, GATEWAY + "/start").status());
    assertEquals(403, arm.post(RESOLUTION, GATEWAY + "/stop").status());
    ObjectNode nsg = arm.get(RESOLUTION, NETWORK + "networkSecurityGroups/web-nsg").object();
    assertEquals(403, arm.put(RESOLUTION, NETWORK + "networkSecurityGroups/web-nsg", nsg).status());
    assertEquals(
        403,
        arm.get(
                RESOLUTION,
                "/subscriptions/"
                    + Estates.SUBSCRIPTION
                    + "/providers/Microsoft.AlertsManagement/alerts")
            .status());
  }

  @Test
  void whoever_may_not_join_the_subnet_may_not_put_a_gateway_into_it() throws Exception {
    Access access =
        new Access(
            List.of(
                new Access.Assignment(
                    TRIAGE,
                    new RoleDefinition(
                        "t", List.of("Microsoft.Network/applicationGateways/*"), List.of()),
                    "")));
    Rights rights = new Rights(access, TRIAGE);
    var refusal =
        assertThrows(
            ArmError.class,
            () ->
                rights.requireLinked(
                    "Microsoft.Network/applicationGateways/write",
                    GATEWAY,
                    "Microsoft.Network/virtualNetworks/subnets/join/action",
                    Set.of(NETWORK + "virtualNetworks/shop-vnet/subnets/gateway")));
    assertEquals("LinkedAuthorizationFailed", refusal.code());
    assertEquals(Set.of("Microsoft.Network/virtualNetworks/subnets/join/action"), rights.lacking());
  }

  @Test
  void no_token_and_a_wrong_token_are_401_with_a_challenge() throws Exception {
    String address = arm.server.uri() + GATEWAY + "?api-version=2025-05-01";
    Answer none = arm.send("GET", address, null, null);
    assertEquals(401, none.status());
    assertEquals("AuthenticationFailed", none.errorCode());
    Answer wrong = arm.send("GET", address, null, "somebody");
    assertEquals("InvalidAuthenticationToken", wrong.errorCode());
    assertTrue(wrong.header("WWW-Authenticate").startsWith("Bearer authorization_uri="));
  }

  @Test
  void what_is_not_simulated_is_501_and_named() throws Exception {
    Answer answer = arm.get(OWNER, NETWORK.replace("Network", "Compute") + "virtualMachines/shop");
    assertEquals(501, answer.status());
    assertTrue(answer.text().contains("GET /subscriptions/"), answer.text());
    assertTrue(answer.text().contains("Microsoft.Compute/virtualMachines/shop"), answer.text());
  }

  @Test
  void what_is_not_there_is_404_in_the_service_s_words() throws Exception {
    Answer gateway = arm.get(TRIAGE, GATEWAY + "x");
    assertEquals(404, gateway.status());
    assertEquals("ResourceNotFound", gateway.errorCode());
    Answer rule = arm.get(OWNER, NETWORK + "networkSecurityGroups/web-nsg/securityRules/none");
    assertEquals("NotFound", rule.errorCode());
    Answer group = arm.get(TRIAGE, GATEWAY.replace("shop-edge", "elsewhere"));
    assertEquals("ResourceGroupNotFound", group.errorCode());
  }

  @Test
  void ids_are_found_in_any_case() throws Exception {
    assertEquals(200, arm.get(TRIAGE, GATEWAY.toLowerCase(Locale.ROOT)).status());
    assertEquals(
        200,
        arm.get(
                OWNER,
                (NETWORK + "virtualNetworks/shop-vnet/subnets/web")
                    .toUpperCase(Locale.ROOT)
                    .replace("SUBSCRIPTIONS", "subscriptions"))
            .status());
  }

  @Test
  void metrics_and_alerts_come_from_the_neighbours() throws Exception {
    Answer metrics =
        arm.get(
            TRIAGE, GATEWAY + "/providers/microsoft.insights/metrics?metricnames=FailedRequests");
    assertEquals(GATEWAY, metrics.body().path("of").asText());
    Answer unknown =
        arm.get(TRIAGE, GATEWAY + "/providers/microsoft.insights/metrics?metricnames=X");
    assertEquals(400, unknown.status());
    assertEquals("BadRequest", unknown.body().path("code").asText());
    Answer alerts =
        arm.get(
            TRIAGE,
            "/subscriptions/"
                + Estates.SUBSCRIPTION
                + "/providers/Microsoft.AlertsManagement/alerts");
    assertEquals("{\"value\":[]}", alerts.text());
  }

  @Test
  void gateways_are_listed_by_group_and_by_subscription() throws Exception {
    Answer group = arm.get(TRIAGE, NETWORK + "applicationGateways");
    assertEquals(1, group.body().path("value").size());
    Answer all =
        arm.get(
            TRIAGE,
            "/subscriptions/"
                + Estates.SUBSCRIPTION
                + "/providers/Microsoft.Network/applicationGateways");
    assertEquals(group.body(), all.body());
  }

  @Test
  void faults_refuse_calls_or_lose_answers() throws Exception {
    arm.server
        .faults()
        .next(
            1,
            new FaultSwitches.CallFault(
                FaultSwitches.Effect.REFUSE,
                "GET",
                "/applicationGateways/",
                503,
                "ServerTimeout",
                Duration.ofSeconds(2)));
    Answer refused = arm.get(TRIAGE, GATEWAY);
    assertEquals(503, refused.status());
    assertEquals("2", refused.header("Retry-After"));
    assertEquals(200, arm.get(TRIAGE, GATEWAY).status());

    arm.server
        .faults()
        .next(
            1,
            new FaultSwitches.CallFault(
                FaultSwitches.Effect.LOSE_ANSWER, "POST", "/start", 0, "", null));
    assertThrows(IOException.class, () -> arm.post(OWNER, GATEWAY + "/start"));
    assertEquals(1, arm.server.calls().writes(OWNER).size());
  }

  @Test
  void throttling_is_429_with_a_wait() throws Exception {
    arm.server.faults().throttle(1.0);
    Answer answer = arm.get(TRIAGE, GATEWAY);
    assertEquals(429, answer.status());
    assertEquals("TooManyRequests", answer.errorCode());
    assertEquals("1", answer.header("Retry-After"));
  }

  @Test
  void the_call_log_tells_reads_from_writes() throws Exception {
    arm.get(TRIAGE, GATEWAY);
    arm.post(TRIAGE, GATEWAY + "/backendhealth");
    arm.post(RESOLUTION, GATEWAY + "/start");
    assertEquals(1, arm.server.calls().writes().size());
    assertEquals(2, arm.server.calls().calls(TRIAGE).size());
    assertEquals(3, arm.server.calls().toJson().size());
    assertTrue(
        arm.server
            .calls()
            .summary()
            .contains("Microsoft.Network/applicationGateways/start/action"));
  }
}
