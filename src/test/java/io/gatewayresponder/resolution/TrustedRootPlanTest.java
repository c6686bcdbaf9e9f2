package io.gatewayresponder.resolution;

import static io.gatewayresponder.evidence.Certificates.INTERMEDIATE;
import static io.gatewayresponder.evidence.Certificates.LEAF;
import static io.gatewayresponder.evidence.Certificates.LEAF_OF_ROOT;
import static io.gatewayresponder.evidence.Certificates.OTHER_ROOT;
import static io.gatewayresponder.evidence.Certificates.ROOT;
import static io.gatewayresponder.evidence.Certificates.SELF_SIGNED;
import static io.gatewayresponder.evidence.Certificates.der;
import static io.gatewayresponder.evidence.Certificates.pem;
import static io.gatewayresponder.evidence.Certificates.shown;
import static io.gatewayresponder.evidence.Certificates.wellKnown;
import static io.gatewayresponder.resolution.TlsShop.PRIVATE;
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
import io.gatewayresponder.evidence.ShownCertificate;
import java.util.List;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Private authorities: evidence in, trust out. */
class TrustedRootPlanTest {
  private static final String UPLOAD = "UploadTrustedRoot:web-http";
  private static final String FINGERPRINT =
      ShownCertificate.read(der(ROOT)).orElseThrow().fingerprint();
  private static final HeldCertificate PUBLIC =
      Certificates.leaf("shop.example").signedBy(OTHER_ROOT).build();
  private static final String NAME = "root-" + FINGERPRINT.substring(0, 8);

  @Test
  void a_root_that_the_gateway_has_is_attached_without_a_question() {
    FakeSight sight = both(encrypted(PRIVATE).upload("corporate", der(ROOT)), shown(LEAF_OF_ROOT));
    List<Option> options = plan(WEB, sight);
    assertEquals(List.of("AssociateTrustedRoot:web-http/corporate"), ids(options));
    Option option = options.get(0);
    assertTrue(option.recommended());
    assertEquals(List.of(), option.parameters());
    assertEquals(List.of(attached("corporate")), differences(sight, option));
    assertTrue(option.sideEffects().get(0).contains("no public authority any more"));
    assertSound(WEB, sight, option);
  }

  @Test
  void roots_that_are_attached_stay() {
    FakeSight sight =
        both(
            encrypted("").trust("old", der(OTHER_ROOT)).upload("corporate", pem(ROOT)),
            shown(LEAF, INTERMEDIATE, ROOT));
    Option option = plan(WEB, sight).get(0);
    assertEquals("AssociateTrustedRoot:web-http/corporate", option.id());
    assertEquals(List.of(attached("corporate")), differences(sight, option));
    assertSound(WEB, sight, option);
  }

  @Test
  void the_root_that_a_server_sends_is_the_guess_and_is_to_be_compared() {
    FakeSight sight = both(encrypted(""), shown(LEAF, INTERMEDIATE, ROOT));
    List<Option> options = plan(WEB, sight);
    assertEquals(List.of(UPLOAD), ids(options));
    Option option = options.get(0);
    assertTrue(option.recommended());
    assertEquals(Option.Risk.MEDIUM, option.risk());
    Parameter root = option.parameters().get(0);
    assertEquals(der(ROOT), root.value());
    assertTrue(root.reason().contains("SHA-256 " + FINGERPRINT), root.reason());
    assertTrue(option.guidance().get(0).contains(FINGERPRINT));
    assertTrue(option.sideEffects().get(0).contains("every certificate that this authority signs"));
    assertEquals(
        List.of(attached(NAME), "trustedRootCertificates[" + NAME + "].data added: " + der(ROOT)),
        differences(sight, option));
    assertSound(WEB, sight, option);
  }

  @Test
  void an_uploaded_root_of_another_authority_stays_beside_the_right_one() {
    FakeSight sight =
        both(encrypted("").trust("old", der(OTHER_ROOT)), shown(LEAF, INTERMEDIATE, ROOT));
    Option option = plan(WEB, sight).get(0);
    assertEquals(UPLOAD, option.id());
    assertTrue(option.recommended());
    assertEquals(2, differences(sight, option).size());
    assertSound(WEB, sight, option);
  }

  @Test
  void a_root_that_no_server_sends_is_asked_for() {
    FakeSight sight = both(encrypted(PRIVATE), shown(LEAF, INTERMEDIATE));
    Option asking = plan(WEB, sight).get(0);
    assertTrue(asking.asks());
    assertTrue(asking.recommended());
    assertEquals("", asking.parameters().get(0).value());
    for (String entered : List.of(ROOT.certificatePem(), pem(ROOT), der(ROOT))) {
      Option answered = answered(sight, entered);
      assertEquals(
          List.of(attached(NAME), "trustedRootCertificates[" + NAME + "].data added: " + der(ROOT)),
          differences(sight, answered));
      assertSound(WEB, sight, answered);
    }
  }

  @Test
  void a_root_that_did_not_sign_is_refused_with_the_reason_and_asked_for_again() {
    FakeSight sight = both(encrypted(PRIVATE), shown(LEAF, INTERMEDIATE));
    Option answered = answered(sight, der(OTHER_ROOT));
    assertTrue(answered.asks());
    assertEquals(List.of(), answered.changes());
    assertTrue(answered.why().contains("did not sign what every server shows"), answered.why());
    assertTrue(answered.why().contains("Fabrikam Root"), answered.why());
  }

  @Test
  void without_a_look_the_entered_root_is_written_unchecked_and_that_is_said() {
    FakeSight sight = sight(encrypted(PRIVATE));
    assertTrue(plan(WEB, sight).get(0).asks());
    Option answered = answered(sight, der(ROOT));
    assertTrue(answered.writes());
    assertTrue(answered.guidance().toString().contains("is not checked"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bm8gY2VydA==", "-----BEGIN CERTIFICATE-----", "{}", "<b>"})
  void what_is_no_certificate_never_reaches_a_change(String hostile) {
    Option option = answered(both(encrypted(PRIVATE), shown(LEAF, INTERMEDIATE)), hostile);
    assertTrue(option.asks());
    assertTrue(option.parameters().get(0).complaint(hostile).isPresent());
  }

  @Test
  void a_servers_own_certificate_is_no_root() {
    FakeSight sight = both(encrypted(PRIVATE), shown(LEAF, INTERMEDIATE));
    assertTrue(answered(sight, der(LEAF)).asks());
    assertEquals(List.of(), plan(WEB, both(encrypted(""), shown(SELF_SIGNED))));
  }

  @Test
  void a_gap_in_the_chain_is_not_filled_by_trust() {
    FakeSight said =
        both(
            encrypted("Intermediate certificate is missing from the chain of the backend."),
            shown(LEAF));
    assertEquals(List.of(), plan(WEB, said));
    Option unsure = plan(WEB, both(encrypted(""), shown(LEAF))).get(0);
    assertTrue(unsure.asks());
    assertFalse(unsure.recommended());
  }

  @Test
  void a_pool_with_public_certificates_keeps_its_setting() {
    FakeSight sight =
        both(
                TlsShop.withPool(encrypted(PRIVATE).upload("corporate", der(ROOT)), "stock"),
                shown(LEAF_OF_ROOT))
            .showing("10.0.1.9", 8443, wellKnown(PUBLIC));
    Option option = plan(WEB, sight).get(0);
    assertTrue(option.recommended());
    assertTrue(option.sideEffects().toString().contains("web-http-web"));
    assertTrue(
        differences(sight, option).stream()
            .noneMatch(line -> line.contains("[web-http].trustedRoot")));
    assertSound(WEB, sight, option);
  }

  @Test
  void trusted_chains_and_settings_that_check_none_need_nothing() {
    assertEquals(
        List.of(), plan(WEB, both(encrypted("").trust("root", der(ROOT)), shown(LEAF_OF_ROOT))));
    assertEquals(
        List.of(),
        plan(
            WEB,
            both(
                encrypted("").setting(one -> one.put("validateCertChainAndExpiry", false)),
                shown(LEAF_OF_ROOT, ROOT))));
  }

  @Test
  void the_first_generation_learns_each_servers_own_certificate() {
    FakeSight sight =
        sight(
                encrypted("Backend server certificate is not whitelisted with Application Gateway.")
                    .gateway(one -> one.withObject("/sku").put("tier", "WAF")))
            .showing("10.0.1.4", 8443, shown(LEAF, INTERMEDIATE))
            .showing("10.0.1.5", 8443, shown(LEAF_OF_ROOT));
    List<Option> options = plan(WEB, sight);
    assertEquals(List.of("ListServerCertificate:web-http"), ids(options));
    List<String> data =
        differences(sight, options.get(0)).stream()
            .filter(line -> line.contains("data added"))
            .map(line -> line.replaceFirst(".*: ", ""))
            .toList();
    assertEquals(List.of(der(LEAF), der(LEAF_OF_ROOT)), data);
    assertSound(WEB, sight, options.get(0));
  }

  private static String attached(String name) {
    String id = Shop.GATEWAY + "/trustedRootCertificates/" + name;
    return "backendHttpSettingsCollection[web-http].trustedRootCertificates["
        + name
        + "].id added: "
        + id.toLowerCase(java.util.Locale.ROOT);
  }

  private static FakeSight both(Shop shop, Handshake handshake) {
    return sight(shop).showing("10.0.1.4", 8443, handshake).showing("10.0.1.5", 8443, handshake);
  }

  private static Option answered(FakeSight sight, String root) {
    return find(
            Resolutions.all().options(WEB, sight, Answers.to(UPLOAD, Map.of("root", root))), UPLOAD)
        .orElseThrow();
  }

  private static List<String> ids(List<Option> options) {
    return options.stream().map(Option::id).toList();
  }
}
