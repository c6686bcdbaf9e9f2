package io.gatewayresponder.evidence;

import static io.gatewayresponder.evidence.Certificates.EXPIRED;
import static io.gatewayresponder.evidence.Certificates.INTERMEDIATE;
import static io.gatewayresponder.evidence.Certificates.LEAF;
import static io.gatewayresponder.evidence.Certificates.LEAF_OF_ROOT;
import static io.gatewayresponder.evidence.Certificates.OTHER_NAME;
import static io.gatewayresponder.evidence.Certificates.OTHER_ROOT;
import static io.gatewayresponder.evidence.Certificates.ROOT;
import static io.gatewayresponder.evidence.Certificates.SAME_NAME;
import static io.gatewayresponder.evidence.Certificates.SELF_SIGNED;
import static io.gatewayresponder.evidence.Certificates.failed;
import static io.gatewayresponder.evidence.Certificates.shown;
import static io.gatewayresponder.evidence.Certificates.timeless;
import static io.gatewayresponder.evidence.Certificates.wellKnown;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is seen in a handshake alone, before the gateway is heard. */
class TlsJudgementTest {
  private final Shop shop = new Shop().setting(one -> one.put("protocol", "Https"));

  @Test
  void a_public_chain_for_the_host_is_fine() {
    assertEquals("[]", faults(wellKnown(LEAF, INTERMEDIATE)));
  }

  @Test
  void a_private_chain_is_fine_with_its_root_shown_or_not_and_uploaded_either_way() {
    shop.trust("root", Certificates.der(ROOT));
    assertEquals("[]", faults(shown(LEAF, INTERMEDIATE)));
    assertEquals("[]", faults(shown(LEAF, INTERMEDIATE, ROOT)));
    assertEquals("[]", faults(shown(LEAF_OF_ROOT)));
    shop.trust("pem", Certificates.pem(ROOT));
    assertEquals("[]", faults(shown(LEAF, INTERMEDIATE)));
  }

  @Test
  void without_a_root_a_private_authority_is_known_by_the_root_it_shows() {
    assertEquals("[PRIVATE_WITHOUT_ROOT]", faults(shown(LEAF, INTERMEDIATE, ROOT)));
    assertEquals("[ISSUER_NOT_SHOWN]", faults(shown(LEAF, INTERMEDIATE)));
    assertEquals("[ISSUER_NOT_SHOWN]", faults(shown(LEAF)));
  }

  @Test
  void a_root_that_the_gateway_has_and_the_setting_does_not_trust_is_named() {
    shop.upload("spare", Certificates.der(ROOT));
    TlsJudgement judgement = judge(shown(LEAF, INTERMEDIATE));
    assertEquals("[PRIVATE_WITHOUT_ROOT]", judgement.faults().toString());
    assertEquals(List.of("spare"), judgement.rootsOnGateway());
  }

  @Test
  void another_root_than_the_one_that_signed_is_told_apart_from_a_gap() {
    shop.trust("other", Certificates.der(OTHER_ROOT));
    assertEquals("[OTHER_ROOT]", faults(shown(LEAF, INTERMEDIATE, ROOT)));
    assertEquals("[ISSUER_NOT_SHOWN]", faults(shown(LEAF, INTERMEDIATE)));
    assertEquals("[OTHER_ROOT]", faults(wellKnown(LEAF, INTERMEDIATE)));
  }

  @Test
  void a_root_of_the_same_name_with_another_key_is_another() {
    shop.trust("renewed", Certificates.der(SAME_NAME));
    assertEquals("[OTHER_ROOT]", faults(shown(LEAF, INTERMEDIATE)));
  }

  @Test
  void one_of_several_roots_is_enough_and_one_that_cannot_be_read_may_be_it() {
    shop.trust("other", Certificates.der(OTHER_ROOT)).trust("vault", "");
    assertEquals("[]", faults(shown(LEAF, INTERMEDIATE, ROOT)));
    shop.trust("root", Certificates.der(ROOT));
    assertEquals("[]", faults(shown(LEAF, INTERMEDIATE, ROOT)));
  }

  @Test
  void a_missing_intermediate_leaves_the_issuer_unknown_even_with_the_root_uploaded() {
    shop.trust("root", Certificates.der(ROOT));
    assertEquals("[ISSUER_NOT_SHOWN]", faults(shown(LEAF)));
  }

  @Test
  void a_self_signed_certificate_is_trusted_only_as_an_authority() {
    shop.trust("self", Certificates.der(SELF_SIGNED));
    assertEquals("[SELF_SIGNED]", faults(shown(SELF_SIGNED)));
  }

  @Test
  void the_leaf_has_to_be_first() {
    shop.trust("root", Certificates.der(ROOT));
    assertEquals("[LEAF_NOT_FIRST]", faults(shown(INTERMEDIATE, LEAF)));
  }

  @Test
  void dates_are_judged_by_the_time_of_the_look_and_not_without_one() {
    shop.trust("root", Certificates.der(ROOT));
    assertEquals("[OUT_OF_DATE]", faults(shown(EXPIRED)));
    assertEquals("[]", faults(timeless(EXPIRED)));
  }

  @Test
  void several_faults_are_all_seen() {
    assertEquals("[PRIVATE_WITHOUT_ROOT, OTHER_NAME]", faults(shown(OTHER_NAME, ROOT)));
  }

  @Test
  void what_the_setting_does_not_check_is_no_fault() {
    shop.setting(one -> one.put("validateSNI", false));
    assertEquals("[PRIVATE_WITHOUT_ROOT]", faults(shown(OTHER_NAME, ROOT)));
    shop.setting(one -> one.put("validateCertChainAndExpiry", false));
    assertEquals("[]", faults(shown(EXPIRED)));
  }

  @Test
  void plain_text_and_other_failures_are_told_apart() {
    assertEquals("[NO_TLS]", faults(failed("the server does not speak TLS")));
    assertEquals("[NO_CERTIFICATE]", faults(failed("Received fatal alert: handshake_failure")));
    assertEquals(
        "[NO_CERTIFICATE]", faults(new Handshake(Shop.json("{'chain':['bm8gY2VydA==']}"))));
  }

  @Test
  void the_first_generation_knows_certificates_one_by_one() {
    shop.gateway(one -> one.withObject("/sku").put("tier", "WAF"));
    assertEquals("[]", faults(shown(LEAF)));
    know(OTHER_NAME);
    assertEquals("[OTHER_ROOT]", faults(shown(LEAF)));
    know(LEAF);
    assertEquals("[]", faults(shown(LEAF)));
  }

  @ParameterizedTest
  @CsvSource({
    // probe host, picks from setting, setting host, picks from server, own name, name, from
    "shop.example,false,set.example,false,,shop.example,probe",
    "shop.example,true,set.example,false,,set.example,setting",
    ",true,set.example,true,,srv.example,server",
    ",false,set.example,false,,set.example,setting",
    "shop.example,false,set.example,false,sni.example,sni.example,setting",
    ",false,,false,,'',setting",
  })
  void the_checked_name_has_an_order(
      String probe,
      boolean picksFromSetting,
      String setting,
      boolean picksFromServer,
      String own,
      String name,
      String from) {
    shop.probe(
        one -> one.put("host", probe).put("pickHostNameFromBackendHttpSettings", picksFromSetting));
    shop.setting(
        one ->
            one.put("hostName", setting)
                .put("pickHostNameFromBackendAddress", picksFromServer)
                .put("sniName", own));
    assertEquals(new CheckedName(name, from), name("srv.example"));
    shop.gateway(one -> one.withObject("/sku").put("tier", "Standard"));
    assertEquals(new CheckedName("srv.example", "server"), name("srv.example"));
  }

  @Test
  void an_address_is_not_asked_for() {
    shop.probe(one -> one.put("host", "10.0.1.4"));
    assertEquals("", name("10.0.1.4").asked());
    assertEquals("[]", faults(wellKnown(OTHER_NAME)));
  }

  private void know(okhttp3.tls.HeldCertificate certificate) {
    shop.gateway(
        one ->
            one.withArray("authenticationCertificates")
                .removeAll()
                .add(
                    Shop.json(
                        "{'name':'known','properties':{'data':'%s'}}"
                            .formatted(Certificates.der(certificate)))));
    shop.setting(
        one ->
            one.withArray("authenticationCertificates")
                .removeAll()
                .add(Shop.json("{'id':'/x/authenticationCertificates/known'}")));
  }

  private CheckedName name(String server) {
    Gateway gateway = new Gateway(shop.document(Shop.GATEWAY).deepCopy());
    return CheckedName.of(gateway, gateway.setting("web-http").orElseThrow(), server);
  }

  private String faults(Handshake handshake) {
    return judge(handshake).faults().toString();
  }

  private TlsJudgement judge(Handshake handshake) {
    Gateway gateway = new Gateway(shop.document(Shop.GATEWAY).deepCopy());
    return TlsJudgement.of(
        gateway, gateway.setting("web-http").orElseThrow(), name("10.0.1.4"), handshake);
  }
}
