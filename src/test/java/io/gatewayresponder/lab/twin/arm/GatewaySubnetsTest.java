package io.gatewayresponder.lab.twin.arm;

import static io.gatewayresponder.lab.identity.Principal.OWNER;
import static io.gatewayresponder.lab.twin.arm.ArmFixture.GATEWAY;
import static io.gatewayresponder.lab.twin.arm.ArmFixture.NETWORK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.arm.ArmFixture.Answer;
import io.gatewayresponder.lab.twin.estate.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes that would take the management traffic away from the shop's gateway. */
class GatewaySubnetsTest {
  private static final String GROUP = NETWORK + "networkSecurityGroups/gateway-nsg";
  private static final String ALLOW = GROUP + "/securityRules/AllowGatewayManager";
  private static final String SUBNET = NETWORK + "virtualNetworks/shop-vnet/subnets/gateway";
  private static final String TABLE = NETWORK + "routeTables/detour";
  private static final String SHUT =
      "ApplicationGatewaySubnetInboundTrafficBlockedByNetworkSecurityGroup";
  private static final String DIVERTED = "ApplicationGatewaySubnetUserDefinedRouteNotAllowed";

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
  void the_allow_neither_goes_below_a_deny_nor_away() throws Exception {
    String denying = GROUP + "/securityRules/Deny";
    Answer below = arm.put(OWNER, denying, deny(150, "65200-65535"));
    assertEquals("Succeeded", arm.statusAtEnd(OWNER, below), "the allow comes first");
    ObjectNode allow = arm.get(OWNER, ALLOW).object();
    Json.properties(allow).put("priority", 160);
    Answer refused = arm.put(OWNER, ALLOW, allow);
    assertEquals(400, refused.status());
    assertEquals(SHUT, refused.errorCode());
    assertEquals(
        "Network security group "
            + GROUP
            + " blocks incoming internet traffic on ports 65200 - 65535 to subnet "
            + SUBNET
            + ", associated with Application Gateway "
            + GATEWAY
            + ". This is not permitted for Application Gateways that have V2 Sku.",
        refused.body().at("/error/message").asText());
    assertEquals(SHUT, arm.delete(OWNER, ALLOW).errorCode());
    ObjectNode group = arm.get(OWNER, GROUP).object();
    Json.properties(group).putArray("securityRules");
    assertEquals(SHUT, arm.put(OWNER, GROUP, group).errorCode());
    Json.properties(allow).put("priority", 140);
    assertEquals(200, arm.put(OWNER, ALLOW, allow).status());
  }

  @Test
  void what_is_shut_already_can_be_changed() throws Exception {
    arm.estate.remove(ALLOW);
    assertEquals(
        201, arm.put(OWNER, GROUP + "/securityRules/Deny", deny(150, "65200-65535")).status());
  }

  @Test
  void a_group_that_shuts_is_not_put_on_the_subnet() throws Exception {
    ObjectNode subnet = arm.get(OWNER, SUBNET).object();
    Json.properties(subnet)
        .set("networkSecurityGroup", Json.reference(NETWORK + "networkSecurityGroups/web-nsg"));
    assertEquals(SHUT, arm.put(OWNER, SUBNET, subnet).errorCode());
    Json.properties(subnet).remove("networkSecurityGroup");
    assertEquals(200, arm.put(OWNER, SUBNET, subnet).status());
  }

  @Test
  void the_way_to_everywhere_leads_into_the_internet() throws Exception {
    assertEquals(201, arm.put(OWNER, TABLE, table("0.0.0.0/0", "VirtualAppliance")).status());
    ObjectNode subnet = arm.get(OWNER, SUBNET).object();
    Json.properties(subnet).set("routeTable", Json.reference(TABLE));
    assertEquals(DIVERTED, arm.put(OWNER, SUBNET, subnet).errorCode());

    arm.letOperationsEnd();
    Answer changed = arm.put(OWNER, TABLE, table("0.0.0.0/0", "Internet"));
    while (changed.status() == 429) {
      Thread.sleep(5);
      changed = arm.put(OWNER, TABLE, table("0.0.0.0/0", "Internet"));
    }
    assertEquals("Succeeded", arm.statusAtEnd(OWNER, changed));
    assertEquals("Succeeded", arm.statusAtEnd(OWNER, arm.put(OWNER, SUBNET, subnet)));
    assertEquals(DIVERTED, arm.put(OWNER, TABLE, table("0.0.0.0/0", "None")).errorCode());
    assertEquals(200, arm.put(OWNER, TABLE, table("0.0.0.0/1", "VirtualAppliance")).status());
  }

  @Test
  void a_gateway_that_was_made_free_of_it_needs_neither() throws Exception {
    arm.estate.update(
        GATEWAY, gateway -> gateway.putObject("tags").put("EnhancedNetworkControl", "True"));
    assertEquals(202, arm.delete(OWNER, ALLOW).status());
  }

  private static ObjectNode deny(int priority, String ports) {
    ObjectNode rule = Json.object();
    Json.properties(rule)
        .put("priority", priority)
        .put("direction", "Inbound")
        .put("access", "Deny")
        .put("protocol", "*")
        .put("sourceAddressPrefix", "*")
        .put("sourcePortRange", "*")
        .put("destinationAddressPrefix", "*")
        .put("destinationPortRange", ports);
    return rule;
  }

  private static ObjectNode table(String prefix, String hop) {
    ObjectNode table = Json.object().put("location", "westeurope");
    Json.properties(table)
        .putArray("routes")
        .addObject()
        .put("name", "away")
        .putObject("properties")
        .put("addressPrefix", prefix)
        .put("nextHopType", hop);
    return table;
  }
}
