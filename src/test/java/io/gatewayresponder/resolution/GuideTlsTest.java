package io.gatewayresponder.resolution;

import static io.gatewayresponder.evidence.Certificates.EXPIRED;
import static io.gatewayresponder.evidence.Certificates.INTERMEDIATE;
import static io.gatewayresponder.evidence.Certificates.LEAF;
import static io.gatewayresponder.evidence.Certificates.OTHER_NAME;
import static io.gatewayresponder.evidence.Certificates.shown;
import static io.gatewayresponder.evidence.Certificates.wellKnown;
import static io.gatewayresponder.resolution.TlsShop.encrypted;
import static io.gatewayresponder.resolution.TlsShop.sight;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.Handshake;
import io.gatewayresponder.evidence.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person does about certificates, for the very server, port and name. */
class GuideTlsTest {
  private static final String LOOK =
      "openssl s_client -connect 10.0.1.4:8443 -servername shop.example -showcerts </dev/null 2>&1";

  @Test
  void an_expired_certificate_is_dated_and_renewed() {
    String steps = steps(encrypted(""), wellKnown(EXPIRED));
    assertTrue(steps.contains(LOOK), steps);
    assertTrue(steps.contains("in force from 2026-01-01T00:00:00Z to 2026-02-28T12:00:00Z"), steps);
    assertTrue(steps.contains("Renew it"), steps);
    assertTrue(steps.contains("reload"), steps);
  }

  @Test
  void a_gap_is_filled_on_the_server() {
    String steps =
        steps(
            encrypted("Intermediate certificate is missing from the chain of the backend."),
            shown(LEAF));
    assertTrue(steps.contains("cat server.crt intermediate.crt > fullchain.pem"), steps);
    assertTrue(steps.contains("1 certificate came"), steps);
  }

  @Test
  void the_order_is_put_right_by_what_was_seen_or_said() {
    assertTrue(steps(encrypted(""), wellKnown(INTERMEDIATE, LEAF)).contains("fullchain.pem"));
    assertTrue(
        unseen(encrypted("The Leaf certificate is not the topmost certificate in the chain."))
            .contains("fullchain.pem"));
    assertTrue(
        unseen(encrypted("Leaf certificate is missing from the chain."))
            .contains("not in the file"));
  }

  @Test
  void an_error_code_is_put_into_words() {
    String steps =
        unseen(
            encrypted(
                "The validity of the backend certificate could not be verified. error code 10"));
    assertTrue(steps.contains("Error code 10 of OpenSSL: a certificate has expired"), steps);
  }

  @Test
  void servers_without_a_name_in_common_are_told() {
    FakeSight sight =
        sight(encrypted(""))
            .showing("10.0.1.4", 8443, wellKnown(OTHER_NAME))
            .showing("10.0.1.5", 8443, wellKnown(LEAF, INTERMEDIATE));
    assertTrue(steps(sight).contains("no name in common"));
  }

  @Test
  void text_from_outside_never_enters_a_command() {
    Shop shop =
        encrypted("")
            .probe(one -> one.put("host", "$(reboot)"))
            .gateway(
                one ->
                    one.withArray("/backendAddressPools/0/properties/backendAddresses")
                        .removeAll()
                        .add(Shop.json("{'fqdn':'a;rm -rf b'}")));
    String steps = unseen(shop);
    assertFalse(steps.contains("reboot"), steps);
    assertFalse(steps.contains("rm -rf"), steps);
    assertTrue(steps.contains("-connect SERVER:8443 -noservername"), steps);
  }

  @Test
  void it_writes_nothing_and_comes_once_for_each_cause() {
    List<Option> options =
        new GuideTls().options(TlsShop.WEB.causes(), sight(encrypted("")), Answers.none());
    assertEquals(1, options.size());
    assertFalse(options.get(0).writes() || options.get(0).asks());
    assertFalse(options.get(0).guidance().isEmpty());
  }

  private static String steps(Shop shop, Handshake handshake) {
    return steps(sight(shop).showing("10.0.1.4", 8443, handshake));
  }

  private static String unseen(Shop shop) {
    return steps(sight(shop));
  }

  private static String steps(FakeSight sight) {
    Option option = new GuideTls().options(TlsShop.WEB.causes(), sight, Answers.none()).get(0);
    return String.join("\n", option.guidance());
  }
}
