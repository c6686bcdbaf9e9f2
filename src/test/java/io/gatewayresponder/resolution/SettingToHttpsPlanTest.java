package io.gatewayresponder.resolution;

import static io.gatewayresponder.evidence.Certificates.INTERMEDIATE;
import static io.gatewayresponder.evidence.Certificates.LEAF;
import static io.gatewayresponder.evidence.Certificates.LEAF_OF_ROOT;
import static io.gatewayresponder.evidence.Certificates.OTHER_NAME;
import static io.gatewayresponder.evidence.Certificates.ROOT;
import static io.gatewayresponder.evidence.Certificates.der;
import static io.gatewayresponder.evidence.Certificates.failed;
import static io.gatewayresponder.evidence.Certificates.leaf;
import static io.gatewayresponder.evidence.Certificates.shown;
import static io.gatewayresponder.evidence.Certificates.wellKnown;
import static io.gatewayresponder.resolution.TlsShop.assertSound;
import static io.gatewayresponder.resolution.TlsShop.differences;
import static io.gatewayresponder.resolution.TlsShop.failing;
import static io.gatewayresponder.resolution.TlsShop.find;
import static io.gatewayresponder.resolution.TlsShop.plan;
import static io.gatewayresponder.resolution.TlsShop.sight;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Handshake;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.runbook.Diagnosis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that take TLS only behind a plain setting. */
class SettingToHttpsPlanTest {
  private static final Diagnosis TLS_ONLY = TlsShop.diagnosis("2c.x13", "web");
  private static final String ID = "SettingToHttps:web-http";
  private static final String REFUSED =
      "Status code of the backend's HTTP response did not match the probe setting."
          + " Expected:{200-399} Received:{400}.";

  @Test
  void the_setting_keeps_its_port_and_its_probe_speaks_tls_too() {
    FakeSight sight = both(failing(REFUSED), 8080, wellKnown(LEAF, INTERMEDIATE));
    List<Option> options = plan(TLS_ONLY, sight);
    Option option = options.get(0);
    assertEquals(ID, option.id());
    assertTrue(option.recommended());
    assertEquals(
        List.of(
            "backendHttpSettingsCollection[web-http].protocol: Http → Https",
            "probes[web-probe].protocol: Http → Https"),
        differences(sight, option));
    assertEquals(List.of(), option.parameters());
    assertSound(TLS_ONLY, sight, option);
  }

  @Test
  void a_probe_that_a_plain_setting_has_too_is_copied() {
    Shop shop =
        failing(REFUSED)
            .gateway(
                one ->
                    one.withArray("/backendHttpSettingsCollection")
                        .add(
                            Shop.json(
                                "{'name':'other','properties':{'port':80,'protocol':'Http','probe':{'id':'%s/probes/web-probe'}}}"
                                    .formatted(Shop.GATEWAY))));
    FakeSight sight = both(shop, 8080, wellKnown(LEAF, INTERMEDIATE));
    Option option = plan(TLS_ONLY, sight).get(0);
    List<String> lines = differences(sight, option);
    assertTrue(
        lines.contains("probes[web-probe-web-http].protocol added: Https"), lines.toString());
    assertTrue(lines.stream().noneMatch(line -> line.contains("probes[web-probe].")));
    assertSound(TLS_ONLY, sight, option);
  }

  @Test
  void on_port_80_a_person_confirms_the_port() {
    FakeSight sight =
        both(
            failing(REFUSED).setting(one -> one.put("port", 80)),
            80,
            wellKnown(LEAF, INTERMEDIATE));
    Option option = plan(TLS_ONLY, sight).get(0);
    assertEquals("80", option.parameters().get(0).value());
    assertEquals(2, differences(sight, option).size());
    assertSound(TLS_ONLY, sight, option);
    sight.showing("10.0.1.4", 443, wellKnown(LEAF, INTERMEDIATE));
    sight.showing("10.0.1.5", 443, wellKnown(LEAF, INTERMEDIATE));
    Option moved = answered(sight, Map.of("port", "443"));
    assertTrue(
        differences(sight, moved)
            .contains("backendHttpSettingsCollection[web-http].port: 80 → 443"));
    assertSound(TLS_ONLY, sight, moved);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "443x", "-1", "80,443", ""})
  void what_is_no_port_never_reaches_a_change(String hostile) {
    FakeSight sight =
        both(
            failing(REFUSED).setting(one -> one.put("port", 80)),
            80,
            wellKnown(LEAF, INTERMEDIATE));
    Option option = answered(sight, Map.of("port", hostile));
    assertEquals("80", option.parameters().get(0).value());
    assertTrue(option.parameters().get(0).complaint(hostile).isPresent());
  }

  @Test
  void host_and_root_come_along_where_tls_needs_them() {
    FakeSight sight = both(failing(REFUSED), 8080, shown(OTHER_NAME, ROOT));
    Option option = plan(TLS_ONLY, sight).get(0);
    assertEquals(
        List.of("host", "root"), option.parameters().stream().map(Parameter::name).toList());
    List<String> lines = differences(sight, option);
    assertTrue(lines.contains("probes[web-probe].host: shop.example → other.example"));
    assertTrue(lines.stream().anyMatch(line -> line.endsWith("data added: " + der(ROOT))));
    assertTrue(lines.stream().noneMatch(line -> line.contains("[web-http].hostName")));
    assertSound(TLS_ONLY, sight, option);
  }

  @Test
  void a_default_probe_needs_a_host_on_the_setting() {
    Shop shop = failing(REFUSED).setting(one -> one.remove("probe"));
    Diagnosis byDefault = TlsShop.diagnosis("2b.x3", "web");
    FakeSight sight = both(shop, 8080, wellKnown(LEAF, INTERMEDIATE));
    Option option = plan(byDefault, sight).get(0);
    assertTrue(
        differences(sight, option)
            .contains("backendHttpSettingsCollection[web-http].hostName added: shop.example"));
    assertTrue(option.sideEffects().get(0).contains("Requests are sent with the host"));
    assertSound(byDefault, sight, option);
  }

  @Test
  void where_no_certificate_suits_a_host_is_asked_for() {
    Shop shop = failing(REFUSED).setting(one -> one.remove("probe"));
    shop.setting(one -> one.remove("hostName"));
    shop.gateway(
        properties ->
            properties
                .withArray("/httpListeners")
                .forEach(one -> ((ObjectNode) one.path("properties")).remove("hostName")));
    FakeSight sight =
        both(shop, 8080, wellKnown(leaf("10.0.1.4").signedBy(INTERMEDIATE).build(), INTERMEDIATE));
    Option asking = plan(TlsShop.diagnosis("2b.x3", "web"), sight).get(0);
    assertEquals(ID, asking.id());
    assertTrue(asking.asks());
    assertEquals(List.of(), asking.changes());
    assertTrue(asking.parameters().get(0).reason().contains("enter a name"));
  }

  @Test
  void a_root_that_is_not_sent_is_asked_for_before_anything_is_written() {
    FakeSight sight = both(failing(REFUSED), 8080, shown(LEAF, INTERMEDIATE));
    Option asking = plan(TLS_ONLY, sight).get(0);
    assertTrue(asking.asks());
    assertEquals(List.of(), asking.changes());
    Option answered = answered(sight, Map.of("root", der(ROOT)));
    assertSound(TLS_ONLY, sight, answered);
  }

  @Test
  void a_root_on_the_gateway_is_attached() {
    FakeSight sight =
        both(failing(REFUSED).upload("corporate", der(ROOT)), 8080, shown(LEAF_OF_ROOT));
    Option option = plan(TLS_ONLY, sight).get(0);
    assertEquals(List.of(), option.parameters());
    assertEquals(3, differences(sight, option).size());
    assertSound(TLS_ONLY, sight, option);
  }

  @Test
  void a_pool_that_goes_on_in_plain_text_keeps_its_setting() {
    FakeSight sight =
        both(TlsShop.withPool(failing(REFUSED), "stock"), 8080, wellKnown(LEAF, INTERMEDIATE))
            .showing("10.0.1.9", 8080, failed("the server does not speak TLS"));
    Option option = plan(TLS_ONLY, sight).get(0);
    assertTrue(option.recommended());
    List<String> lines = differences(sight, option);
    assertTrue(
        lines.contains("backendHttpSettingsCollection[web-http-web].protocol added: Https"),
        lines.toString());
    assertTrue(lines.stream().noneMatch(line -> line.contains("[web-http].protocol")));
    assertTrue(lines.contains("probes[web-probe-web-http-web].protocol added: Https"));
    assertSound(TLS_ONLY, sight, option);
  }

  @Test
  void servers_of_one_pool_that_differ_get_no_option() {
    FakeSight sight =
        sight(failing(REFUSED))
            .showing("10.0.1.4", 8080, wellKnown(LEAF, INTERMEDIATE))
            .showing("10.0.1.5", 8080, failed("the server does not speak TLS"));
    assertEquals(List.of(), plan(TLS_ONLY, sight));
  }

  @Test
  void plain_servers_and_encrypted_settings_need_nothing() {
    assertEquals(
        List.of(),
        plan(TLS_ONLY, both(failing(REFUSED), 8080, failed("the server does not speak TLS"))));
    assertFalse(
        find(plan(TLS_ONLY, both(TlsShop.encrypted(""), 8443, wellKnown(LEAF, INTERMEDIATE))), ID)
            .isPresent());
    assertEquals(List.of(), plan(TLS_ONLY, sight(failing(REFUSED))));
  }

  private static FakeSight both(Shop shop, int port, Handshake handshake) {
    return sight(shop).showing("10.0.1.4", port, handshake).showing("10.0.1.5", port, handshake);
  }

  private static Option answered(FakeSight sight, Map<String, String> values) {
    return find(Resolutions.all().options(TLS_ONLY, sight, Answers.to(ID, values)), ID)
        .orElseThrow();
  }
}
