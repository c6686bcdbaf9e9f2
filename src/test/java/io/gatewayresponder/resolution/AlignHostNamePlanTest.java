package io.gatewayresponder.resolution;

import static io.gatewayresponder.evidence.Certificates.INTERMEDIATE;
import static io.gatewayresponder.evidence.Certificates.LEAF;
import static io.gatewayresponder.evidence.Certificates.ROOT;
import static io.gatewayresponder.evidence.Certificates.wellKnown;
import static io.gatewayresponder.resolution.TlsShop.WEB;
import static io.gatewayresponder.resolution.TlsShop.assertSound;
import static io.gatewayresponder.resolution.TlsShop.differences;
import static io.gatewayresponder.resolution.TlsShop.encrypted;
import static io.gatewayresponder.resolution.TlsShop.find;
import static io.gatewayresponder.resolution.TlsShop.plan;
import static io.gatewayresponder.resolution.TlsShop.sight;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.Certificates;
import io.gatewayresponder.evidence.Handshake;
import io.gatewayresponder.evidence.Shop;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates for other names: evidence in, hosts out. */
class AlignHostNamePlanTest {
  private static final String PROBE = "AlignHostName:web-probe@web-http";
  private static final String SETTING = "AlignHostName:web-http";
  private static final HeldCertificate STARS =
      Certificates.leaf("*.fabrikam.example").signedBy(ROOT).build();
  private static final HeldCertificate SEVERAL =
      Certificates.leaf("zeta.example", "www.shop.example", "*.other.example")
          .signedBy(ROOT)
          .build();
  private static final HeldCertificate ODD =
      Certificates.leaf("other.example")
          .addSubjectAlternativeName("10.0.1.4")
          .signedBy(ROOT)
          .build();

  @Test
  void where_only_probes_are_refused_only_the_probe_is_changed() {
    FakeSight sight =
        both(encrypted("").setting(one -> one.put("hostName", "www.shop.example")), SEVERAL);
    List<Option> options = plan(WEB, sight);
    assertEquals(List.of(PROBE), ids(options));
    Option option = options.get(0);
    assertTrue(option.recommended());
    assertEquals(
        List.of("probes[web-probe].host: shop.example → www.shop.example"),
        differences(sight, option));
    Parameter host = option.parameters().get(0);
    assertEquals(List.of("www.shop.example", "zeta.example"), host.choices());
    assertEquals("the setting sends requests with this host already", host.reason());
    assertEquals(
        "10.0.1.4:8443 shows a certificate for zeta.example, www.shop.example, *.other.example;"
            + " probes ask for shop.example. 10.0.1.5:8443 shows a certificate for zeta.example,"
            + " www.shop.example, *.other.example; probes ask for shop.example.",
        option.why());
    assertSound(WEB, sight, option);
  }

  @Test
  void where_requests_would_be_refused_too_the_setting_is_changed_and_the_probe_with_it() {
    FakeSight sight =
        both(encrypted("").setting(one -> one.put("hostName", "shop.example")), SEVERAL);
    List<Option> options = plan(WEB, sight);
    assertEquals(List.of(SETTING), ids(options));
    Option option = options.get(0);
    assertTrue(option.recommended());
    assertEquals(Option.Risk.MEDIUM, option.risk());
    assertEquals(
        List.of(
            "backendHttpSettingsCollection[web-http].hostName: shop.example → www.shop.example",
            "probes[web-probe].host: shop.example → www.shop.example",
            "backendHttpSettingsCollection[web-http].pickHostNameFromBackendAddress added: false"),
        differences(sight, option));
    assertTrue(option.sideEffects().get(0).contains("Requests are sent with this host too"));
    assertSound(WEB, sight, option);
  }

  @Test
  void where_clients_choose_the_host_the_probe_is_the_careful_choice() {
    FakeSight sight = both(encrypted(""), Certificates.OTHER_NAME);
    List<Option> options = plan(WEB, sight);
    assertEquals(List.of(PROBE, SETTING), ids(options));
    assertEquals(List.of(true, false), options.stream().map(Option::recommended).toList());
    for (Option option : options) {
      assertSound(WEB, sight, option);
    }
  }

  @Test
  void a_host_that_the_setting_picks_from_an_address_becomes_a_name() {
    FakeSight sight =
        both(
            encrypted(TlsShop.NAME_MISMATCH)
                .probe(one -> one.put("host", "").put("pickHostNameFromBackendHttpSettings", true))
                .setting(one -> one.put("pickHostNameFromBackendAddress", true)),
            Certificates.OTHER_NAME);
    List<Option> options = plan(WEB, sight);
    assertEquals(List.of(SETTING), ids(options));
    assertTrue(options.get(0).recommended());
    assertEquals(
        List.of(
            "backendHttpSettingsCollection[web-http].pickHostNameFromBackendAddress: true → false",
            "backendHttpSettingsCollection[web-http].hostName added: other.example"),
        differences(sight, options.get(0)));
  }

  @Test
  void a_name_for_the_handshake_alone_is_changed_alone() {
    FakeSight sight =
        both(
            encrypted("").setting(one -> one.put("sniName", "sni.example")),
            Certificates.OTHER_NAME);
    Option option = plan(WEB, sight).get(0);
    assertEquals(
        List.of("backendHttpSettingsCollection[web-http].sniName: sni.example → other.example"),
        differences(sight, option));
    assertFalse(option.sideEffects().toString().contains("Requests are sent"));
  }

  @Test
  void of_a_star_names_in_use_are_taken_and_else_the_label_in_use() {
    Shop shop = encrypted("");
    assertEquals(List.of("shop.fabrikam.example", "www.fabrikam.example"), choices(shop, STARS));
    shop.gateway(
        one ->
            one.withObject("/httpListeners/0/properties").put("hostName", "buy.fabrikam.example"));
    assertEquals(List.of("buy.fabrikam.example"), choices(shop, STARS));
  }

  @Test
  void an_address_in_a_certificate_is_no_choice() {
    assertEquals(List.of("other.example"), choices(encrypted(""), ODD));
  }

  @Test
  void servers_without_a_name_in_common_get_no_option() {
    FakeSight sight =
        sight(encrypted(""))
            .showing("10.0.1.4", 8443, wellKnown(Certificates.OTHER_NAME))
            .showing("10.0.1.5", 8443, wellKnown(LEAF, INTERMEDIATE));
    assertEquals(List.of(), plan(WEB, sight));
  }

  @Test
  void another_pool_with_another_certificate_keeps_its_setting_and_probe() {
    Shop shop =
        TlsShop.withPool(
            encrypted("").setting(one -> one.put("hostName", "shop.example")), "stock");
    FakeSight sight =
        both(shop, Certificates.OTHER_NAME)
            .showing("10.0.1.9", 8443, wellKnown(LEAF, INTERMEDIATE));
    Option option = find(plan(WEB, sight), SETTING).orElseThrow();
    assertTrue(option.recommended());
    assertEquals(
        List.of(
            "requestRoutingRules[all].backendHttpSettings.id: "
                + (Shop.GATEWAY + "/backendHttpSettingsCollection/web-http")
                    .toLowerCase(Locale.ROOT)
                + " → "
                + (Shop.GATEWAY + "/backendHttpSettingsCollection/web-http-web")
                    .toLowerCase(Locale.ROOT),
            "other.example",
            "other.example"),
        differences(sight, option).stream()
            .filter(line -> line.contains("[all]") || line.contains("ther.example"))
            .map(line -> line.startsWith("request") ? line : line.replaceFirst(".*: ", ""))
            .toList());
    assertTrue(option.sideEffects().toString().contains("a setting of their own, web-http-web"));
    assertSound(WEB, sight, option);
  }

  @Test
  void a_healthy_server_that_cannot_be_seen_takes_the_recommendation_away() {
    FakeSight sight =
        sight(
                encrypted("")
                    .servers("web", "web-http", "10.0.1.4=Unhealthy=", "10.0.1.5=Healthy=Success"))
            .showing("10.0.1.4", 8443, wellKnown(Certificates.OTHER_NAME));
    Option option = find(plan(WEB, sight), PROBE).orElseThrow();
    assertFalse(option.recommended());
    assertTrue(option.sideEffects().toString().contains("10.0.1.5 could not be seen"));
  }

  @Test
  void without_a_look_the_host_is_asked_for() {
    FakeSight sight = sight(encrypted(TlsShop.NAME_MISMATCH));
    Option asking = find(plan(WEB, sight), PROBE).orElseThrow();
    assertTrue(asking.asks());
    assertFalse(asking.recommended());
    Option answered = answered(sight, PROBE, "buy.example").orElseThrow();
    assertEquals(
        List.of("probes[web-probe].host: shop.example → buy.example"),
        differences(sight, answered));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.1.4", "*.shop.example", "shop.example/x", "a b", "{}", "", "-a"})
  void what_is_no_host_never_reaches_a_change(String hostile) {
    FakeSight sight = sight(encrypted(TlsShop.NAME_MISMATCH));
    Option option = answered(sight, PROBE, hostile).orElseThrow();
    assertTrue(option.asks());
    assertTrue(option.parameters().get(0).complaint(hostile).isPresent());
    FakeSight seen = both(encrypted(""), Certificates.OTHER_NAME);
    assertEquals(
        "other.example", answered(seen, PROBE, hostile).orElseThrow().parameters().get(0).value());
  }

  @Test
  void a_name_that_is_covered_or_not_checked_needs_nothing() {
    assertEquals(List.of(), plan(WEB, both(encrypted(""), LEAF)));
    assertEquals(
        List.of(),
        plan(
            WEB,
            both(
                encrypted("").setting(one -> one.put("validateSNI", false)),
                Certificates.OTHER_NAME)));
    assertEquals(
        List.of(),
        plan(
            WEB,
            both(
                encrypted("").gateway(one -> one.withObject("/sku").put("tier", "WAF")),
                Certificates.OTHER_NAME)));
  }

  private static FakeSight both(Shop shop, HeldCertificate shown) {
    Handshake handshake = wellKnown(shown);
    return sight(shop).showing("10.0.1.4", 8443, handshake).showing("10.0.1.5", 8443, handshake);
  }

  private static List<String> choices(Shop shop, HeldCertificate shown) {
    return find(plan(WEB, both(shop, shown)), PROBE).orElseThrow().parameters().get(0).choices();
  }

  private static Optional<Option> answered(FakeSight sight, String id, String host) {
    return find(Resolutions.all().options(WEB, sight, Answers.to(id, Map.of("host", host))), id);
  }

  private static List<String> ids(List<Option> options) {
    return options.stream().map(Option::id).toList();
  }
}
