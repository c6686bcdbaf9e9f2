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

/** How the subnets of the shop change. */
class SubnetRulesTest {
  private static final String VNET = NETWORK + "virtualNetworks/shop-vnet";
  private static final String SUBNETS = VNET + "/subnets/";
  private static final String WRITE = "Microsoft.Network/virtualNetworks/subnets/write";

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
  void a_service_endpoint_shows_at_once_and_works_when_the_operation_has_ended() throws Exception {
    ObjectNode gateway = arm.get(OWNER, SUBNETS + "gateway").object();
    Json.properties(gateway)
        .putArray("serviceEndpoints")
        .addObject()
        .put("service", "Microsoft.Web");
    arm.holdOperations();
    Answer accepted = arm.put(OWNER, SUBNETS + "gateway", gateway);
    assertEquals(200, accepted.status(), accepted.text());
    assertEquals("Updating", accepted.body().at("/properties/provisioningState").asText());
    JsonNode shown = arm.get(OWNER, SUBNETS + "gateway").body();
    assertEquals("Succeeded", endpoint(shown).path("provisioningState").asText());
    assertEquals("*", endpoint(shown).at("/locations/0").asText());
    assertTrue(endpoint(deployed()).isMissingNode());

    arm.letOperationsEnd();
    assertEquals("Succeeded", arm.statusAtEnd(OWNER, accepted));
    assertEquals("Microsoft.Web", endpoint(deployed()).path("service").asText());
    JsonNode after = arm.get(OWNER, SUBNETS + "gateway").body();
    assertEquals(
        1, after.at("/properties/applicationGatewayIPConfigurations").size(), "who is in it stays");

    ((ObjectNode) gateway.path("properties")).remove("serviceEndpoints");
    assertEquals("Succeeded", arm.statusAtEnd(OWNER, arm.put(OWNER, SUBNETS + "gateway", gateway)));
    assertTrue(endpoint(deployed()).isMissingNode(), "a write is of the whole subnet");
  }

  @Test
  void a_prefix_with_addresses_in_use_stays() throws Exception {
    for (String name : new String[] {"gateway", "web"}) {
      ObjectNode subnet = arm.get(OWNER, SUBNETS + name).object();
      String old = Json.properties(subnet).path("addressPrefix").asText();
      Json.properties(subnet).put("addressPrefix", "10.20.9.0/24");
      Answer refused = arm.put(OWNER, SUBNETS + name, subnet);
      assertEquals(400, refused.status(), name);
      assertEquals("InUsePrefixCannotBeDeleted", refused.errorCode());
      assertEquals(
          "IpPrefix "
              + old
              + " on Subnet "
              + name
              + " has active allocations and cannot be deleted.",
          refused.body().at("/error/message").asText());

      Json.properties(subnet).remove("addressPrefix");
      Json.properties(subnet).putArray("addressPrefixes").add(old).add(name.length() + ".0.0.0/24");
      assertEquals(
          "NetcfgSubnetRangeOutsideVnet", arm.put(OWNER, SUBNETS + name, subnet).errorCode());
      Json.properties(subnet).putArray("addressPrefixes").add(old).add("10.20.10.0/24");
      Answer widened = arm.put(OWNER, SUBNETS + name, subnet);
      assertEquals(200, widened.status(), widened.text());
      assertEquals("Succeeded", arm.statusAtEnd(OWNER, widened));
      Json.properties(subnet).putArray("addressPrefixes").add(old);
      Answer narrowed = arm.put(OWNER, SUBNETS + name, subnet);
      assertEquals(200, narrowed.status(), "nobody is in the second range");
      assertEquals("Succeeded", arm.statusAtEnd(OWNER, narrowed));
    }
  }

  @Test
  void ranges_do_not_overlap_and_lie_in_the_network() throws Exception {
    assertEquals("NetcfgSubnetRangesOverlap", code("10.20.1.128/25"));
    assertEquals("NetcfgSubnetRangesOverlap", code("10.20.0.0/22"));
    assertEquals("NetcfgSubnetRangeOutsideVnet", code("10.21.0.0/24"));
    assertEquals("InvalidAddressPrefixFormat", code("10.20.7.0"));
    Answer made = arm.put(OWNER, SUBNETS + "other", subnet("10.20.7.0/24"));
    assertEquals(201, made.status(), made.text());
  }

  @Test
  void what_a_subnet_refers_to_takes_a_right_there_and_must_exist(@TempDir Path other)
      throws Exception {
    String group = "Microsoft.Network/networkSecurityGroups/join/action";
    try (ArmFixture limited = ArmFixture.whereResolutionMay(other, WRITE)) {
      ObjectNode sent = limited.get(OWNER, SUBNETS + "gateway").object();
      Answer refused = limited.put(RESOLUTION, SUBNETS + "gateway", sent);
      assertEquals(403, refused.status());
      assertEquals("LinkedAuthorizationFailed", refused.errorCode());
      assertTrue(refused.text().contains(group), refused.text());

      Json.properties(sent).remove("networkSecurityGroup");
      Json.properties(sent).set("routeTable", Json.reference(NETWORK + "routeTables/none"));
      assertTrue(
          limited
              .put(RESOLUTION, SUBNETS + "gateway", sent)
              .text()
              .contains("Microsoft.Network/routeTables/join/action"));
      assertEquals(
          "InvalidResourceReference", limited.put(OWNER, SUBNETS + "gateway", sent).errorCode());
      Json.properties(sent).remove("routeTable");
      assertEquals(200, limited.put(RESOLUTION, SUBNETS + "gateway", sent).status());
      assertFalse(
          limited
              .get(OWNER, NETWORK + "networkSecurityGroups/gateway-nsg")
              .body()
              .path("properties")
              .has("subnets"));
    }
  }

  private String code(String prefix) throws Exception {
    return arm.put(OWNER, SUBNETS + "other", subnet(prefix)).errorCode();
  }

  private static ObjectNode subnet(String prefix) {
    ObjectNode subnet = Json.object();
    Json.properties(subnet).put("addressPrefix", prefix);
    return subnet;
  }

  private JsonNode deployed() {
    return arm.estate.deployed(VNET).orElseThrow().at("/properties/subnets/0");
  }

  private static JsonNode endpoint(JsonNode subnet) {
    return subnet.at("/properties/serviceEndpoints/0");
  }
}
