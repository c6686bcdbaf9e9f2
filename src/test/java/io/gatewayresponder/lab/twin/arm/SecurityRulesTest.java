package io.gatewayresponder.lab.twin.arm;

import static io.gatewayresponder.lab.identity.Principal.OWNER;
import static io.gatewayresponder.lab.identity.Principal.RESOLUTION;
import static io.gatewayresponder.lab.twin.arm.ArmFixture.NETWORK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How rules, subnets and the rest of the network change. */
class SecurityRulesTest {
  private static final String GROUP = NETWORK + "networkSecurityGroups/web-nsg";
  private static final String RULES = GROUP + "/securityRules/";

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
  void a_new_rule_shows_at_once_and_works_when_its_operation_has_ended() throws Exception {
    arm.holdOperations();
    Answer accepted = arm.put(RESOLUTION, RULES + "DenyAll", rule(200, "Deny"));
    assertEquals(201, accepted.status());
    assertEquals("Updating", state(accepted.body()));
    assertEquals("Updating", state(arm.get(OWNER, RULES + "DenyAll").body()));
    assertEquals(2, arm.get(RESOLUTION, GROUP).body().at("/properties/securityRules").size());
    assertEquals(
        1, arm.estate.deployed(GROUP).orElseThrow().at("/properties/securityRules").size());

    arm.letOperationsEnd();
    assertEquals("Succeeded", arm.statusAtEnd(RESOLUTION, accepted));
    assertEquals(
        2, arm.estate.deployed(GROUP).orElseThrow().at("/properties/securityRules").size());
    JsonNode rule = arm.get(OWNER, RULES + "DenyAll").body();
    assertEquals("Succeeded", state(rule));
    assertEquals(
        "Microsoft.Network/networkSecurityGroups/securityRules", rule.path("type").asText());
    assertTrue(rule.at("/properties/sourceAddressPrefixes").isArray());
  }

  @Test
  void a_deleted_rule_is_gone_at_once() throws Exception {
    Answer accepted = arm.delete(RESOLUTION, RULES + "AllowGatewayToWeb");
    assertEquals(202, accepted.status());
    assertEquals("", accepted.text());
    assertEquals(404, arm.get(OWNER, RULES + "AllowGatewayToWeb").status());
    assertEquals("Succeeded", arm.statusAtEnd(RESOLUTION, accepted));
    assertEquals(204, arm.delete(RESOLUTION, RULES + "AllowGatewayToWeb").status());
  }

  @Test
  void a_rule_that_names_application_groups_takes_a_right_on_them(@TempDir Path other)
      throws Exception {
    String asg = NETWORK + "applicationSecurityGroups/web";
    ObjectNode sent = rule(200, "Deny");
    Json.properties(sent).remove("destinationAddressPrefix");
    Json.properties(sent).putArray("destinationApplicationSecurityGroups").add(Json.reference(asg));
    try (ArmFixture shut =
        ArmFixture.whereResolutionMay(
            other, "Microsoft.Network/networkSecurityGroups/securityRules/write")) {
      assertEquals(201, shut.put(RESOLUTION, RULES + "Plain", rule(201, "Deny")).status());
      Answer refused = shut.put(RESOLUTION, RULES + "DenyAll", sent);
      assertEquals(403, refused.status());
      assertEquals("LinkedAuthorizationFailed", refused.errorCode());
      assertTrue(refused.text().contains(asg), refused.text());
    }
    assertEquals(201, arm.put(RESOLUTION, RULES + "DenyAll", sent).status());
  }

  @Test
  void two_rules_of_a_direction_cannot_have_one_priority() throws Exception {
    Answer refused = arm.put(RESOLUTION, RULES + "Other", rule(300, "Allow"));
    assertEquals(400, refused.status());
    assertEquals("SecurityRuleConflict", refused.errorCode());
    assertEquals(
        "Security rule Other conflicts with rule AllowGatewayToWeb. Rules cannot have the same Priority and Direction. To learn"
            + " more, see aka.ms/nsgrules.",
        refused.body().at("/error/message").asText());
    ObjectNode outbound = rule(300, "Allow");
    Json.properties(outbound).put("direction", "Outbound");
    assertEquals(201, arm.put(RESOLUTION, RULES + "Other", outbound).status());
  }

  @ParameterizedTest
  @CsvSource({
    "priority, 99, SecurityRuleInvalidPriority",
    "priority, 4097, SecurityRuleInvalidPriority",
    "destinationPortRange, 80-70, SecurityRuleInvalidPortRange",
    "destinationPortRange, 65536, SecurityRuleInvalidPortRange",
    "sourceAddressPrefix, not a prefix, SecurityRuleInvalidAddressPrefix",
    "protocol, Sctp, InvalidRequestFormat",
    "access, Perhaps, InvalidRequestFormat",
  })
  void fields_have_their_formats(String field, String value, String code) throws Exception {
    ObjectNode rule = rule(400, "Deny");
    if (field.equals("priority")) {
      Json.properties(rule).put(field, Integer.parseInt(value));
    } else {
      Json.properties(rule).put(field, value);
    }
    Answer refused = arm.put(OWNER, RULES + "Odd", rule);
    assertEquals(400, refused.status());
    assertEquals(code, refused.errorCode());
  }

  @Test
  void everything_as_one_of_several_prefixes_is_refused() throws Exception {
    ObjectNode rule = rule(400, "Deny");
    Json.properties(rule).remove("sourceAddressPrefix");
    Json.properties(rule).putArray("sourceAddressPrefixes").add("*");
    assertEquals(
        "SecurityRuleParameterContainsUnsupportedValue",
        arm.put(OWNER, RULES + "Odd", rule).errorCode());
  }

  @Test
  void a_group_knows_the_subnets_and_interfaces_that_use_it() throws Exception {
    String subnetId = NETWORK + "virtualNetworks/shop-vnet/subnets/web";
    assertEquals(subnetId, arm.get(OWNER, GROUP).body().at("/properties/subnets/0/id").asText());
    assertEquals(
        1,
        arm.get(OWNER, NETWORK + "networkSecurityGroups/web-nic-nsg")
            .body()
            .at("/properties/networkInterfaces")
            .size());
    assertEquals(2, arm.get(OWNER, subnetId).body().at("/properties/ipConfigurations").size());

    ObjectNode subnet = arm.get(OWNER, subnetId).object();
    Json.properties(subnet).remove("networkSecurityGroup");
    Answer accepted = arm.put(OWNER, subnetId, subnet);
    assertEquals("Succeeded", arm.statusAtEnd(OWNER, accepted));
    assertFalse(arm.get(OWNER, GROUP).body().path("properties").has("subnets"));
    assertEquals(2, arm.get(OWNER, subnetId).body().at("/properties/ipConfigurations").size());
  }

  @Test
  void two_subnets_of_a_network_cannot_change_at_once() throws Exception {
    arm.holdOperations();
    String subnets = NETWORK + "virtualNetworks/shop-vnet/subnets/";
    ObjectNode web = arm.get(OWNER, subnets + "web").object();
    ObjectNode gateway = arm.get(OWNER, subnets + "gateway").object();
    assertEquals(200, arm.put(OWNER, subnets + "web", web).status());
    assertEquals(429, arm.put(OWNER, subnets + "gateway", gateway).status());
  }

  @Test
  void route_tables_and_alert_rules_can_be_made_and_alert_rules_deleted() throws Exception {
    ObjectNode table = Json.object().put("location", "westeurope");
    Json.properties(table).putArray("routes");
    Answer made = arm.put(OWNER, NETWORK + "routeTables/detour", table);
    assertEquals(201, made.status());
    assertEquals("Succeeded", arm.statusAtEnd(OWNER, made));

    String alert =
        NETWORK.replace("Microsoft.Network", "Microsoft.Insights") + "metricAlerts/failed-requests";
    assertEquals(200, arm.delete(OWNER, alert).status());
    assertEquals(404, arm.get(OWNER, alert).status());
  }

  private static ObjectNode rule(int priority, String access) {
    ObjectNode rule = Json.object();
    Json.properties(rule)
        .put("protocol", "*")
        .put("sourcePortRange", "*")
        .put("destinationPortRange", "*")
        .put("sourceAddressPrefix", "*")
        .put("destinationAddressPrefix", "*")
        .put("access", access)
        .put("priority", priority)
        .put("direction", "Inbound");
    return rule;
  }

  private static String state(JsonNode resource) {
    return resource.path("properties").path("provisioningState").asText();
  }
}
