package io.gatewayresponder.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownCertificateTest {
  private static final ShownCertificate MANY =
      read(Certificates.leaf("shop.example", "*.shop.example", "*.eu.shop.example").build());

  @ParameterizedTest
  @CsvSource({
    "shop.example,true",
    "SHOP.Example.,true",
    "www.shop.example,true",
    "a.b.shop.example,false",
    "a.eu.shop.example,true",
    ".shop.example,false",
    "shop.example.net,false",
    "notshop.example,false",
    "'',false",
  })
  void a_star_stands_for_one_whole_label(String host, boolean covered) {
    assertEquals(covered, MANY.covers(host));
  }

  @Test
  void the_common_name_counts_only_without_alternative_names() {
    ShownCertificate both =
        read(
            new HeldCertificate.Builder()
                .commonName("common.example")
                .addSubjectAlternativeName("alternative.example")
                .build());
    assertTrue(both.covers("alternative.example"));
    assertFalse(both.covers("common.example"));
    ShownCertificate common = read(new HeldCertificate.Builder().commonName("c.example").build());
    assertTrue(common.covers("c.example"));
    assertEquals(List.of("c.example"), common.names());
  }

  @Test
  void an_alternative_address_does_not_hide_the_common_name() {
    ShownCertificate address =
        read(
            new HeldCertificate.Builder()
                .commonName("c.example")
                .addSubjectAlternativeName("10.0.1.4")
                .build());
    assertTrue(address.covers("c.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%%%", "AAAA", "MIIB", "bm90IGEgY2VydGlmaWNhdGU="})
  void what_is_no_certificate_is_none(String text) {
    assertEquals(Optional.empty(), ShownCertificate.read(text));
  }

  @Test
  void a_certificate_that_was_cut_off_anywhere_is_none_and_no_exception() {
    String whole = Certificates.der(Certificates.LEAF);
    for (int length = 0; length < whole.length(); length += 7) {
      assertEquals(Optional.empty(), ShownCertificate.read(whole.substring(0, length)));
    }
  }

  @Test
  void der_and_pem_are_the_same_certificate() {
    ShownCertificate der = ShownCertificate.read(Certificates.der(Certificates.ROOT)).orElseThrow();
    ShownCertificate pem = ShownCertificate.read(Certificates.pem(Certificates.ROOT)).orElseThrow();
    assertTrue(der.isSameHolder(pem));
  }

  @Test
  void a_recorded_root_is_read() {
    JsonNode gateway = Samples.read("gateways/v2-trusted-root-https-settings-updating.json");
    List<UploadedCertificate> roots = new Gateway(gateway).trustedRoots();
    assertFalse(roots.isEmpty());
    roots.forEach(root -> assertTrue(root.certificate().isPresent(), root.name()));
  }

  @Test
  void who_signed_whom_is_a_matter_of_keys() {
    ShownCertificate leaf = read(Certificates.LEAF_OF_ROOT);
    assertTrue(leaf.isSignedBy(read(Certificates.ROOT)));
    assertFalse(leaf.isSignedBy(read(Certificates.SAME_NAME)));
    assertTrue(leaf.namesAsIssuer(read(Certificates.SAME_NAME)));
    assertFalse(leaf.isSelfSigned());
    assertTrue(read(Certificates.ROOT).isSelfSigned());
    assertEquals("Contoso Root", leaf.issuer());
  }

  @Test
  void a_chain_in_any_order_has_one_leaf_and_one_top() {
    CertificateChain right = chain(Certificates.LEAF, Certificates.INTERMEDIATE, Certificates.ROOT);
    assertTrue(right.isLeafFirst());
    assertEquals(3, right.path().size());
    CertificateChain wrong = chain(Certificates.INTERMEDIATE, Certificates.LEAF);
    assertFalse(wrong.isLeafFirst());
    assertSame(wrong.shown().get(1), wrong.leaf());
    assertSame(wrong.shown().get(0), wrong.top());
    CertificateChain swapped =
        chain(Certificates.LEAF, Certificates.ROOT, Certificates.INTERMEDIATE);
    assertTrue(swapped.isLeafFirst());
    assertSame(swapped.shown().get(1), swapped.top());
  }

  @Test
  void an_unrelated_certificate_ends_the_path() {
    assertEquals(1, chain(Certificates.LEAF, Certificates.OTHER_ROOT).path().size());
  }

  @Test
  void a_root_that_is_shown_twice_does_not_go_on_for_ever() {
    CertificateChain twice = chain(Certificates.LEAF_OF_ROOT, Certificates.ROOT, Certificates.ROOT);
    assertTrue(twice.top().isSelfSigned());
  }

  @Test
  void a_chain_with_something_unreadable_in_it_is_none() {
    assertEquals(
        Optional.empty(), CertificateChain.of(List.of(Certificates.der(Certificates.LEAF), "AA")));
    assertEquals(Optional.empty(), CertificateChain.of(List.of()));
  }

  private static CertificateChain chain(HeldCertificate... shown) {
    return CertificateChain.of(Certificates.shown(shown).chain()).orElseThrow();
  }

  private static ShownCertificate read(HeldCertificate certificate) {
    return ShownCertificate.read(Certificates.der(certificate)).orElseThrow();
  }
}
