package io.gatewayresponder.lab.twin.arm;

import static io.gatewayresponder.lab.identity.Principal.RESOLUTION;
import static io.gatewayresponder.lab.identity.Principal.TRIAGE;
import static io.gatewayresponder.lab.twin.arm.ArmFixture.GATEWAY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.arm.ArmFixture.Answer;
import io.gatewayresponder.lab.twin.estate.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How ARM is asked how a gateway's servers are. */
class HealthRoutesTest {
  private static final String ON_DEMAND = GATEWAY + "/getBackendHealthOnDemand";

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
  void back_end_health_is_202_null_and_then_comes_by_location() throws Exception {
    JsonNode result = result(arm.post(TRIAGE, GATEWAY + "/backendhealth?$expand=x"));
    assertEquals(
        "web-pool", result.at("/backendAddressPools/0/backendAddressPool/name").asText(), "whole");
  }

  @Test
  void a_probe_on_demand_is_202_null_and_then_comes_by_location() throws Exception {
    JsonNode result = result(arm.call(TRIAGE, "POST", ON_DEMAND, probe("web-pool")));
    assertEquals("/now", result.at("/backendHealthHttpSettings/servers/0/address").asText());
    assertEquals(
        GATEWAY + "/backendAddressPools/web-pool", result.at("/backendAddressPool/id").asText());

    JsonNode whole = result(arm.call(TRIAGE, "POST", ON_DEMAND + "?$expand=x", probe("web-pool")));
    assertEquals("web-pool", whole.at("/backendAddressPool/name").asText());
    assertEquals(
        "web-http", whole.at("/backendHealthHttpSettings/backendHttpSettings/name").asText());
  }

  @Test
  void a_probe_needs_a_pool_and_a_setting_of_the_gateway() throws Exception {
    assertEquals(
        "InvalidResourceReference",
        arm.call(TRIAGE, "POST", ON_DEMAND, probe("no-pool")).errorCode());
    ObjectNode nowhere = probe("web-pool");
    nowhere.remove("backendHttpSettings");
    assertEquals(400, arm.call(TRIAGE, "POST", ON_DEMAND, nowhere).status());
    assertEquals(400, arm.post(TRIAGE, ON_DEMAND).status());
  }

  @Test
  void a_role_must_name_the_action() throws Exception {
    assertEquals(403, arm.call(RESOLUTION, "POST", ON_DEMAND, probe("web-pool")).status());
  }

  private JsonNode result(Answer accepted) throws Exception {
    assertEquals(202, accepted.status(), accepted.text());
    assertEquals("null", accepted.text());
    assertEquals("", accepted.header("Azure-AsyncOperation"));
    Answer result = arm.follow(TRIAGE, accepted.header("Location"));
    while (result.status() == 202) {
      Thread.sleep(5);
      result = arm.follow(TRIAGE, accepted.header("Location"));
    }
    assertEquals(200, result.status());
    return result.body();
  }

  private static ObjectNode probe(String pool) {
    ObjectNode probe = Json.object().put("protocol", "Http").put("path", "/now");
    probe.set("backendAddressPool", Json.reference(GATEWAY + "/backendAddressPools/" + pool));
    probe.set(
        "backendHttpSettings", Json.reference(GATEWAY + "/backendHttpSettingsCollection/web-http"));
    return probe;
  }
}
