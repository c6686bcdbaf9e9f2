package io.gatewayresponder.lab.twin.estate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class EstateTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples");

  private final Estate estate = Estates.shop("http://127.0.0.1:7071/api/alerts?code=lab");

  @Test
  void parts_are_found_by_their_own_id_in_any_case() {
    String probe = Estates.SHOP_GATEWAY + "/probes/web-probe";
    assertEquals("web-probe", estate.find(probe).orElseThrow().path("name").asText());
    assertTrue(estate.find(probe.toUpperCase(Locale.ROOT)).isPresent());
    assertTrue(estate.find(Estates.SHOP_GATEWAY + "/probes/none").isEmpty());
  }

  @Test
  void what_comes_out_is_a_copy() {
    ObjectNode gateway = estate.find(Estates.SHOP_GATEWAY).orElseThrow();
    gateway.removeAll();
    assertEquals(
        "shop-gateway", estate.find(Estates.SHOP_GATEWAY).orElseThrow().path("name").asText());
  }

  @Test
  void a_declared_document_is_seen_at_once_and_run_when_deployed() {
    List<EstateChange> changes = new ArrayList<>();
    estate.onChange(changes::add);
    ObjectNode gateway = estate.find(Estates.SHOP_GATEWAY).orElseThrow();
    estate.declare(gateway.put("location", "moon"));
    estate.declare(gateway.put("location", "mars"));
    assertEquals("mars", location(estate.find(Estates.SHOP_GATEWAY).orElseThrow()));
    assertEquals("westeurope", location(estate.deployed(Estates.SHOP_GATEWAY).orElseThrow()));
    estate.deploy(Estates.SHOP_GATEWAY);
    assertEquals("mars", location(estate.deployed(Estates.SHOP_GATEWAY).orElseThrow()));
    assertEquals(3, changes.size());
    assertEquals(estate.version(), changes.get(2).version());
  }

  @Test
  void a_part_can_be_put_and_removed() {
    String nsg =
        Estates.SHOP_GATEWAY.replaceFirst(
            "applicationGateways/.*", "networkSecurityGroups/web-nsg");
    String rule = nsg + "/securityRules/Deny";
    estate.putChild(Json.object().put("id", rule).put("name", "Deny"));
    assertEquals(2, estate.find(nsg).orElseThrow().at("/properties/securityRules").size());
    estate.remove(rule);
    assertTrue(estate.find(rule).isEmpty());
    assertEquals(1, estate.find(nsg).orElseThrow().at("/properties/securityRules").size());
  }

  @Test
  void the_shop_is_complete() {
    ObjectNode gateway = estate.find(Estates.SHOP_GATEWAY).orElseThrow();
    assertEquals("Succeeded", gateway.at("/properties/provisioningState").asText());
    assertEquals("Running", gateway.at("/properties/operationalState").asText());
    assertEquals(
        Estates.SHOP_GATEWAY + "/requestRoutingRules/shop-rule",
        gateway
            .at("/properties/backendAddressPools/0/properties/requestRoutingRules/0/id")
            .asText());
    for (ObjectNode group : estate.ofType("Microsoft.Network/networkSecurityGroups")) {
      assertEquals(6, group.at("/properties/defaultSecurityRules").size());
    }
    assertEquals(2, estate.ofType("Microsoft.Insights/metricAlerts").size());
    assertEquals(
        "http://127.0.0.1:7071/api/alerts?code=lab",
        estate
            .ofType("Microsoft.Insights/actionGroups")
            .get(0)
            .at("/properties/webhookReceivers/0/serviceUri")
            .asText());
  }

  @Test
  void recorded_lists_and_parts_can_be_loaded() {
    assertEquals(
        2,
        Estates.recorded(estate, SAMPLES.resolve("nsgs/list-plural-fields-service-tags.json"))
            .size());
    String subnet = Estates.recorded(estate, SAMPLES.resolve("vnets/subnet-with-nsg.json")).get(0);
    assertTrue(subnet.startsWith("/subscriptions/" + Estates.SUBSCRIPTION + "/"));
    assertEquals("default", estate.find(subnet).orElseThrow().path("name").asText());
    assertEquals(
        1,
        estate
            .find(ResourceId.of(subnet).parent().orElseThrow().toString())
            .orElseThrow()
            .at("/properties/subnets")
            .size());
  }

  private static String location(ObjectNode document) {
    return document.path("location").asText();
  }
}
