package io.gatewayresponder.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTest {
  private final Shop shop = new Shop();

  @ParameterizedTest
  @CsvSource({
    "Standard, V1",
    "WAF, V1",
    "standard, V1",
    "Standard_v2, V2",
    "WAF_v2, V2",
    "Basic, V2"
  })
  void the_tier_says_the_generation(String tier, Gateway.Generation generation) {
    shop.gateway(properties -> properties.withObject("/sku").put("tier", tier));
    assertEquals(generation, gateway().generation());
  }

  @Test
  void a_custom_probe_may_have_a_port_of_its_own() {
    assertEquals(8080, probe().port());
    shop.probe(probe -> probe.put("port", 9090));
    assertEquals(9090, probe().port());
  }

  @Test
  void a_custom_probe_takes_its_host_from_the_setting_when_told_to() {
    assertEquals("shop.example", probe().host());
    shop.setting(setting -> setting.put("hostName", "web.example"));
    shop.probe(probe -> probe.put("pickHostNameFromBackendHttpSettings", true));
    assertEquals("web.example", probe().host());
  }

  @Test
  void a_setting_without_a_probe_uses_the_default_even_where_the_gateway_has_probes() {
    shop.setting(setting -> setting.remove("probe"));
    assertFalse(probe().isCustom());
    assertEquals("/", probe().path());
    assertEquals("127.0.0.1", probe().host());
    assertEquals(8080, probe().port());
    assertTrue(probe().accepts(399) && probe().accepts(200));
    assertFalse(probe().accepts(400) || probe().accepts(199));
  }

  @Test
  void the_default_probe_asks_for_the_settings_host_on_the_second_generation_only() {
    shop.setting(setting -> setting.put("hostName", "web.example").remove("probe"));
    assertEquals("web.example", probe().host());
    shop.gateway(properties -> properties.withObject("/sku").put("tier", "Standard"));
    assertEquals("127.0.0.1", probe().host());
  }

  @Test
  void a_path_map_wires_its_default_and_its_entries() {
    Gateway gateway = new Gateway(Samples.read("gateways/v2-url-path-map-redirect-rewrite.json"));
    assertFalse(gateway.wiredPairs().isEmpty());
    Gateway waf = new Gateway(Samples.read("gateways/v1-waf-path-map-auth-certs-probes.json"));
    assertTrue(
        waf.wiredPairs().stream().anyMatch(pair -> pair.setting().equals("ps9174")),
        waf.wiredPairs().toString());
  }

  @Test
  void recorded_gateways_are_understood() {
    List<JsonNode> documents = new ArrayList<>(Samples.all("gateways"));
    documents.addAll(Samples.all("gateway-exports"));
    for (JsonNode document : documents) {
      Gateway gateway = new Gateway(document);
      assertFalse(gateway.provisioningState().isEmpty(), gateway.name());
      assertFalse(gateway.operationalState().isEmpty(), gateway.name());
      assertTrue(gateway.subnetId().isPresent(), gateway.name());
      assertFalse(gateway.pools().isEmpty(), gateway.name());
      assertFalse(gateway.listeners().isEmpty(), gateway.name());
      for (WiredPair pair : gateway.wiredPairs()) {
        assertTrue(gateway.pool(pair.pool()).isPresent(), pair.toString());
        assertTrue(gateway.effectiveProbe(pair.setting()).isPresent(), pair.toString());
      }
    }
  }

  @Test
  void pools_hold_addresses_names_and_interfaces() {
    Gateway mixed = new Gateway(Samples.read("gateways/v1-internet-facing-probes-fqdn-pool.json"));
    assertTrue(
        mixed.pools().stream()
            .flatMap(pool -> pool.addresses().stream())
            .anyMatch(address -> AddressRange.find(address).isEmpty()));
    Gateway interfaces = new Gateway(Samples.read("gateways/v1-nic-backed-pool.json"));
    assertTrue(interfaces.pools().stream().anyMatch(pool -> !pool.ipConfigurationIds().isEmpty()));
  }

  private Gateway gateway() {
    return new Gateway(shop.document(Shop.GATEWAY));
  }

  private EffectiveProbe probe() {
    return gateway().effectiveProbe("web-http").orElseThrow();
  }
}
