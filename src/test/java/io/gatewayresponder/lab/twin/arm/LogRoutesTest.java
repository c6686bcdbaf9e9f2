package io.gatewayresponder.lab.twin.arm;

import static io.gatewayresponder.lab.identity.Principal.OWNER;
import static io.gatewayresponder.lab.identity.Principal.RESOLUTION;
import static io.gatewayresponder.lab.identity.Principal.TRIAGE;
import static io.gatewayresponder.lab.twin.arm.ArmFixture.GATEWAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.twin.arm.ArmFixture.Answer;
import io.gatewayresponder.lab.twin.estate.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Diagnostic settings, workspaces and queries as a client meets them. */
class LogRoutesTest {
  private static final String SETTINGS =
      GATEWAY + "/providers/Microsoft.Insights/diagnosticSettings";
  private static final String WORKSPACE =
      GATEWAY.replaceFirst(
          "/Microsoft.Network/.*", "/Microsoft.OperationalInsights/workspaces/shop-logs");

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
  void the_shop_s_gateway_logs_into_the_shop_s_workspace() throws Exception {
    Answer settings = arm.get(OWNER, SETTINGS);
    assertEquals(1, settings.body().path("value").size());
    var setting = settings.body().path("value").path(0);
    assertEquals(
        GATEWAY.toLowerCase(Locale.ROOT)
            + "/providers/microsoft.insights/diagnosticSettings/access-log",
        setting.path("id").asText());
    assertEquals("Microsoft.Insights/diagnosticSettings", setting.path("type").asText());
    assertEquals(WORKSPACE, setting.at("/properties/workspaceId").asText());
    Answer workspace = arm.get(OWNER, WORKSPACE);
    assertEquals(200, workspace.status());
    assertEquals(
        "60000000-0000-4000-8000-000000000001",
        workspace.body().at("/properties/customerId").asText());
  }

  @Test
  void a_setting_is_written_read_and_deleted() throws Exception {
    ObjectNode sent = Json.object();
    ObjectNode properties = sent.putObject("properties").put("workspaceId", WORKSPACE);
    properties.putArray("logs").addObject().put("categoryGroup", "allLogs").put("enabled", true);
    Answer put = arm.put(OWNER, SETTINGS + "/Second", sent);
    assertEquals(200, put.status());
    assertTrue(put.body().at("/properties/logAnalyticsDestinationType").isNull());
    assertTrue(put.body().at("/properties/logs/0/category").isNull());
    assertEquals(put.text(), arm.get(OWNER, SETTINGS + "/Second").text());
    assertEquals(2, arm.get(OWNER, SETTINGS).body().path("value").size());
    assertTrue(put.body().path("id").asText().endsWith("/diagnosticSettings/Second"));
    assertEquals(200, arm.delete(OWNER, SETTINGS + "/Second").status());
    assertEquals(204, arm.delete(OWNER, SETTINGS + "/Second").status());
    assertEquals(404, arm.get(OWNER, SETTINGS + "/Second").status());
    assertEquals(403, arm.put(RESOLUTION, SETTINGS + "/Second", sent).status());
  }

  @Test
  void a_setting_needs_a_resource_a_workspace_and_categories_that_there_are() throws Exception {
    ObjectNode sent = Json.object();
    ObjectNode properties = sent.putObject("properties").put("workspaceId", WORKSPACE + "x");
    assertEquals(404, arm.put(OWNER, SETTINGS + "/second", sent).status());
    properties.put("workspaceId", WORKSPACE);
    assertEquals(200, arm.put(OWNER, SETTINGS + "/second", sent).status());
    properties.putArray("logs").addObject().put("category", "Everything").put("enabled", true);
    assertEquals(400, arm.put(OWNER, SETTINGS + "/second", sent).status());
    String elsewhere = SETTINGS.replace("shop-gateway", "none");
    assertEquals(404, arm.get(OWNER, elsewhere).status());
  }

  @Test
  void a_workspace_is_made_with_an_id_for_its_customer_and_listed() throws Exception {
    Answer made = arm.put(OWNER, WORKSPACE + "-2", Json.object().put("location", "northeurope"));
    assertEquals(201, made.status());
    assertEquals(36, made.body().at("/properties/customerId").asText().length());
    assertEquals("northeurope", made.body().path("location").asText());
    String list = WORKSPACE.substring(0, WORKSPACE.lastIndexOf('/'));
    assertEquals(2, arm.get(OWNER, list).body().path("value").size());
    assertEquals(200, arm.delete(OWNER, WORKSPACE + "-2").status());
    assertEquals("ResourceNotFound", arm.get(OWNER, WORKSPACE + "-2").errorCode());
  }

  @Test
  void a_query_goes_to_the_workspace_of_the_customer_id_and_needs_no_version() throws Exception {
    Answer answer = query("60000000-0000-4000-8000-000000000001", OWNER, "AGWAccessLogs | count");
    assertEquals(200, answer.status());
    assertEquals(WORKSPACE, answer.body().path("of").asText());
    assertEquals("AGWAccessLogs | count", answer.body().path("asked").asText());
    assertEquals("PT1H", answer.body().path("span").asText());
  }

  @Test
  void triage_may_ask_for_the_access_log_and_for_no_other_table() throws Exception {
    String shop = "60000000-0000-4000-8000-000000000001";
    assertEquals(200, query(shop, TRIAGE, "AGWAccessLogs | count").status());
    Answer other = query(shop, TRIAGE, "Heartbeat | count");
    assertEquals("InsufficientAccessError", other.errorCode());
  }

  @Test
  void queries_are_refused_in_the_service_s_words() throws Exception {
    Answer nowhere = query("00000000-0000-0000-0000-000000000000", OWNER, "AGWAccessLogs");
    assertEquals(404, nowhere.status());
    assertEquals("PathNotFoundError", nowhere.errorCode());
    String shop = "60000000-0000-4000-8000-000000000001";
    Answer forbidden = query(shop, RESOLUTION, "AGWAccessLogs");
    assertEquals(403, forbidden.status());
    assertEquals(
        "{\"error\":{\"message\":\"The provided credentials have insufficient access to perform the"
            + " requested operation\",\"code\":\"InsufficientAccessError\"}}",
        forbidden.text());
    Answer empty =
        arm.send(
            "POST",
            arm.server.uri() + "/v1/workspaces/" + shop + "/query",
            Json.object(),
            arm.tokens.issue(OWNER).value());
    assertEquals("BadArgumentError", empty.errorCode());
  }

  private Answer query(String customer, Principal who, String kql) throws Exception {
    return arm.send(
        "POST",
        arm.server.uri() + "/v1/workspaces/" + customer + "/query",
        Json.object().put("query", kql).put("timespan", "PT1H"),
        arm.tokens.issue(who).value());
  }
}
