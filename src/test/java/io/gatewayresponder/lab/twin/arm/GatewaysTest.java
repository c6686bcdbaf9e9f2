package io.gatewayresponder.lab.twin.arm;

import static io.gatewayresponder.lab.identity.Principal.OWNER;
import static io.gatewayresponder.lab.identity.Principal.RESOLUTION;
import static io.gatewayresponder.lab.identity.Principal.TRIAGE;
import static io.gatewayresponder.lab.twin.arm.ArmFixture.GATEWAY;
import static io.gatewayresponder.lab.twin.arm.ArmFixture.NETWORK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.arm.ArmFixture.Answer;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.Stamp;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a gateway changes. */
class GatewaysTest {
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
  void a_change_shows_three_etags_and_becomes_succeeded() throws Exception {
    ObjectNode gateway = arm.get(RESOLUTION, GATEWAY).object();
    probe(gateway).put("path", "/ready");
    arm.holdOperations();
    Answer accepted = arm.put(RESOLUTION, GATEWAY, gateway);
    JsonNode meanwhile = arm.get(RESOLUTION, GATEWAY).body();

    assertEquals(200, accepted.status());
    assertTrue(Integer.parseInt(accepted.header("Retry-After")) >= 1);
    assertEquals("Updating", state(accepted.body()));
    assertEquals("Updating", state(meanwhile));
    assertEquals("Updating", probe((ObjectNode) meanwhile).path("provisioningState").asText());
    assertEquals("/ready", probe((ObjectNode) meanwhile).path("path").asText());
    assertEquals(
        "/health",
        probe(arm.estate.deployed(GATEWAY).orElseThrow()).path("path").asText(),
        "the data plane runs the old configuration until the operation ends");

    arm.letOperationsEnd();
    assertEquals("Succeeded", arm.statusAtEnd(RESOLUTION, accepted));
    JsonNode after = arm.get(RESOLUTION, GATEWAY).body();
    assertEquals("Succeeded", state(after));
    assertEquals("/ready", probe(arm.estate.deployed(GATEWAY).orElseThrow()).path("path").asText());
    assertNotEquals(accepted.body().path("etag"), meanwhile.path("etag"));
    assertNotEquals(meanwhile.path("etag"), after.path("etag"));
  }

  @Test
  void a_second_put_is_told_to_retry_and_a_start_to_look() throws Exception {
    ObjectNode gateway = arm.get(RESOLUTION, GATEWAY).object();
    arm.holdOperations();
    assertEquals(200, arm.put(RESOLUTION, GATEWAY, gateway).status());
    Answer second = arm.put(RESOLUTION, GATEWAY, gateway);
    assertEquals(429, second.status());
    assertEquals("RetryableError", second.errorCode());
    assertEquals(
        "RetryableErrorDueToAnotherOperation",
        second.body().path("error").path("details").path(0).path("code").asText());
    assertTrue(Integer.parseInt(second.header("Retry-After")) >= 1);
    Answer start = arm.post(RESOLUTION, GATEWAY + "/start");
    assertEquals(409, start.status());
    assertEquals("AnotherOperationInProgress", start.errorCode());
    assertEquals(1, arm.server.calls().writes().size());
  }

  @Test
  void a_later_put_can_be_made_to_win_and_the_earlier_one_ends_canceled() throws Exception {
    arm.server.faults().supersede(true);
    ObjectNode gateway = arm.get(RESOLUTION, GATEWAY).object();
    ObjectNode other = gateway.deepCopy();
    probe(gateway).put("path", "/ready");
    probe(other).put("path", "/other");
    arm.holdOperations();
    Answer earlier = arm.put(RESOLUTION, GATEWAY, gateway);
    Answer later = arm.put(OWNER, GATEWAY, other);
    assertEquals(200, later.status(), later.text());

    Answer status = arm.follow(RESOLUTION, earlier.header("Azure-AsyncOperation"));
    assertEquals(200, status.status());
    assertEquals("Canceled", status.body().path("status").asText());
    assertEquals("Canceled", status.errorCode());
    assertEquals(
        "CanceledAndSupersededDueToAnotherOperation",
        status.body().at("/error/details/0/code").asText());
    assertEquals("/other", probe(arm.get(OWNER, GATEWAY).object()).path("path").asText());
    assertEquals("Updating", state(arm.get(OWNER, GATEWAY).body()));
    assertEquals(409, arm.post(RESOLUTION, GATEWAY + "/start").status(), "a start does not win");

    arm.letOperationsEnd();
    assertEquals("Succeeded", arm.statusAtEnd(OWNER, later));
    assertEquals("/other", probe(arm.estate.deployed(GATEWAY).orElseThrow()).path("path").asText());
  }

  @Test
  void an_interface_joins_a_pool_by_its_own_document(@TempDir Path other) throws Exception {
    String card = NETWORK + "networkInterfaces/web-1-nic";
    String pool = GATEWAY + "/backendAddressPools/web-pool";
    try (ArmFixture limited =
        ArmFixture.whereResolutionMay(
            other,
            "Microsoft.Network/networkInterfaces/write",
            "Microsoft.Network/virtualNetworks/subnets/join/action",
            "Microsoft.Network/networkSecurityGroups/join/action")) {
      ObjectNode document = limited.get(OWNER, card).object();
      ((ObjectNode) document.at("/properties/ipConfigurations/0/properties"))
          .putArray("applicationGatewayBackendAddressPools")
          .add(Json.reference(pool));
      Answer refused = limited.put(RESOLUTION, card, document);
      assertEquals("LinkedAuthorizationFailed", refused.errorCode());
      assertTrue(
          refused
              .text()
              .contains("Microsoft.Network/applicationGateways/backendAddressPools/join/action"));
      assertEquals("Succeeded", limited.statusAtEnd(OWNER, limited.put(OWNER, card, document)));

      ObjectNode gateway = limited.get(OWNER, GATEWAY).object();
      String configuration = card + "/ipConfigurations/ipconfig1";
      assertEquals(configuration, member(gateway));
      ((ObjectNode) gateway.at("/properties/backendAddressPools/0/properties"))
          .putArray("backendIPConfigurations");
      assertEquals("Succeeded", limited.statusAtEnd(OWNER, limited.put(OWNER, GATEWAY, gateway)));
      assertEquals(configuration, member(limited.get(OWNER, GATEWAY).object()), "only shown there");
    }
  }

  private static String member(ObjectNode gateway) {
    return gateway
        .at("/properties/backendAddressPools/0/properties/backendIPConfigurations/0/id")
        .asText();
  }

  @Test
  void unknown_fields_survive_and_read_only_fields_are_the_service_s() throws Exception {
    ObjectNode gateway = arm.get(OWNER, GATEWAY).object();
    Json.properties(gateway).putObject("fieldOfTheFuture").put("kept", true);
    Json.properties(gateway).put("operationalState", "Stopped");
    probe(gateway).putArray("backendHttpSettings");
    Answer accepted = arm.put(OWNER, GATEWAY, gateway);
    JsonNode properties = accepted.body().path("properties");
    assertTrue(properties.path("fieldOfTheFuture").path("kept").asBoolean());
    assertEquals("Running", properties.path("operationalState").asText());
    assertEquals(
        GATEWAY + "/backendHttpSettingsCollection/web-http",
        probe(accepted.object()).path("backendHttpSettings").path(0).path("id").asText());
  }

  @Test
  void what_refers_to_a_part_follows_from_the_change_and_shows_where_it_was_recorded()
      throws Exception {
    ObjectNode gateway = arm.get(OWNER, GATEWAY).object();
    ObjectNode properties = Json.properties(gateway);
    ObjectNode other = properties.path("backendHttpSettingsCollection").get(0).deepCopy();
    Json.properties(other.put("name", "other")).remove("probe");
    properties.withArrayProperty("backendHttpSettingsCollection").add(other);
    properties.putArray("rewriteRuleSets").addObject().put("name", "set").putObject("properties");
    ObjectNode rule = (ObjectNode) gateway.at("/properties/requestRoutingRules/0/properties");
    rule.set(
        "backendHttpSettings", Json.reference(GATEWAY + "/backendHttpSettingsCollection/other"));
    rule.set("rewriteRuleSet", Json.reference(GATEWAY + "/rewriteRuleSets/set"));
    JsonNode after = arm.put(OWNER, GATEWAY, gateway).body().path("properties");

    String users = "/backendHttpSettingsCollection/%d/properties/requestRoutingRules/0/id";
    assertEquals(GATEWAY + "/requestRoutingRules/shop-rule", after.at(users.formatted(1)).asText());
    assertTrue(after.at(users.formatted(0)).isMissingNode(), "although the body still said so");
    assertEquals(1, after.at("/probes/0/properties/backendHttpSettings").size());
    assertTrue(after.at("/rewriteRuleSets/0/properties/requestRoutingRules").isMissingNode());
  }

  @Test
  void stop_and_start_take_their_time_and_a_put_starts_a_stopped_gateway() throws Exception {
    arm.holdOperations();
    Answer stop = arm.post(OWNER, GATEWAY + "/stop");
    assertEquals(202, stop.status());
    assertEquals("", stop.text());
    assertTrue(stop.header("Location").contains("/operationResults/"));
    assertEquals("Stopping", operational(arm.get(OWNER, GATEWAY).body()));
    arm.letOperationsEnd();
    assertEquals("Succeeded", arm.statusAtEnd(OWNER, stop));
    ObjectNode stopped = arm.get(OWNER, GATEWAY).object();
    assertEquals("Stopped", operational(stopped));
    assertEquals("Succeeded", state(stopped));

    Answer put = arm.put(OWNER, GATEWAY, stopped);
    assertEquals("Starting", operational(put.body()));
    assertEquals("Succeeded", arm.statusAtEnd(OWNER, put));
    assertEquals("Running", operational(arm.get(OWNER, GATEWAY).body()));
  }

  @Test
  void an_operation_address_without_its_signature_is_refused() throws Exception {
    String address = arm.post(TRIAGE, GATEWAY + "/backendhealth").header("Location");
    assertTrue(address.matches(".*&t=.*&c=.*&s=.*&h=.*"));
    Answer bare = arm.follow(TRIAGE, address.substring(0, address.indexOf("&t=")));
    assertEquals(403, bare.status());
  }

  @Test
  void a_failed_put_says_so_with_200_and_a_put_of_the_same_cures_it() throws Exception {
    arm.server.faults().failGatewayPut("InternalServerError", "An error occurred.", false);
    ObjectNode gateway = arm.get(OWNER, GATEWAY).object();
    probe(gateway).put("path", "/ready");
    Answer accepted = arm.put(OWNER, GATEWAY, gateway);
    assertEquals("Failed", arm.statusAtEnd(OWNER, accepted));
    Answer status = arm.follow(OWNER, accepted.header("Azure-AsyncOperation"));
    assertEquals(200, status.status());
    assertEquals("InternalServerError", status.errorCode());
    ObjectNode failed = arm.get(OWNER, GATEWAY).object();
    assertEquals("Failed", state(failed));
    assertEquals("/ready", probe(failed).path("path").asText());
    assertEquals(
        "/health", probe(arm.estate.deployed(GATEWAY).orElseThrow()).path("path").asText());

    assertEquals("Succeeded", arm.statusAtEnd(OWNER, arm.put(OWNER, GATEWAY, failed)));
    assertEquals("Succeeded", state(arm.get(OWNER, GATEWAY).body()));
  }

  @Test
  void what_does_not_fit_together_is_refused() throws Exception {
    ObjectNode mixed = arm.get(OWNER, GATEWAY).object();
    probe(mixed).put("protocol", "Https");
    assertEquals(
        "ApplicationGatewayProbeProtocolMustMatchBackendHttpSettinsProtocol",
        arm.put(OWNER, GATEWAY, mixed).errorCode());

    ObjectNode dangling = arm.get(OWNER, GATEWAY).object();
    Json.properties(dangling).putArray("probes");
    assertEquals("InvalidResourceReference", arm.put(OWNER, GATEWAY, dangling).errorCode());

    ObjectNode elsewhere = arm.get(OWNER, GATEWAY).object();
    ((ObjectNode) elsewhere.at("/properties/gatewayIPConfigurations/0/properties/subnet"))
        .put("id", NETWORK + "virtualNetworks/shop-vnet/subnets/none");
    assertEquals("InvalidResourceReference", arm.put(OWNER, GATEWAY, elsewhere).errorCode());

    ObjectNode greedy = arm.get(OWNER, GATEWAY).object();
    ((ObjectNode) greedy.at("/properties/autoscaleConfiguration")).put("maxCapacity", 126);
    assertEquals(400, arm.put(OWNER, GATEWAY, greedy).status());
    assertEquals("Succeeded", state(arm.get(OWNER, GATEWAY).body()), "nothing was accepted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v2-url-path-map-redirect-rewrite",
        "v2-waf-autoscale-public-and-private-frontend",
        "v2-waf-listener-host-names",
        "v2-tcp-listener-backend-settings",
        "v2-trusted-root-https-settings-updating",
        "v1-waf-path-map-auth-certs-probes",
        "v1-nic-backed-pool"
      })
  void a_recorded_gateway_reads_as_recorded_and_putting_it_back_changes_etags_only(String name)
      throws Exception {
    String id =
        Estates.recorded(
                arm.estate, Path.of("src/test/resources/samples/gateways/" + name + ".json"))
            .get(0);
    ObjectNode read = arm.get(OWNER, id).object();
    assertEquals(arm.estate.find(id).orElseThrow(), read);

    Answer accepted = arm.put(OWNER, id, read);
    assertEquals(200, accepted.status(), accepted.text());
    assertEquals("Succeeded", arm.statusAtEnd(OWNER, accepted));
    ObjectNode after = arm.get(OWNER, id).object();
    Stamp.all(read, "Succeeded", "");
    Stamp.all(after, "Succeeded", "");
    assertEquals(read, after);
  }

  private static ObjectNode probe(ObjectNode gateway) {
    return (ObjectNode) gateway.at("/properties/probes/0/properties");
  }

  private static String state(JsonNode resource) {
    return resource.path("properties").path("provisioningState").asText();
  }

  private static String operational(JsonNode gateway) {
    return gateway.path("properties").path("operationalState").asText();
  }
}
