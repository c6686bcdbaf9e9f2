package io.gatewayresponder.lab.twin.causes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.servers.Authorities;
import io.gatewayresponder.lab.twin.servers.Certificate;
import io.gatewayresponder.lab.twin.servers.Issuer;
import io.gatewayresponder.lab.twin.servers.Sends;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whom the gateway trusts: each way of being refused has its documented class of sentence. */
class TrustTest {
  private static final Duration PROBES_NOTICE = Duration.ofMinutes(3);
  private static final Certificate FINE = Certificate.of("shop.example");
  private static final Issuer OWN = new Issuer.Private("Contoso", false);
  private static final Issuer OWN_INTERMEDIATE = new Issuer.Private("Contoso", true);

  private final Shop shop = new Shop();
  private final Authorities authorities = shop.causes.backends().authorities();

  @Test
  void a_well_known_authority_is_trusted_as_long_as_no_root_is_uploaded() {
    assertEquals(Kind.SUCCESS, kind(FINE));
    assertEquals(Kind.SUCCESS, kind(FINE.sending(Sends.WITH_ROOT)));
    trustRoot(authorities.privateRoot("Contoso"));
    assertEquals(Kind.INTERMEDIATE_NOT_TRUSTED, kind(FINE));
  }

  @Test
  void what_is_wrong_with_the_chain_is_told_apart() {
    assertEquals(Kind.INTERMEDIATE_MISSING, kind(FINE.sending(Sends.WITHOUT_INTERMEDIATE)));
    assertEquals(Kind.LEAF_NOT_FIRST, kind(FINE.sending(Sends.LEAF_NOT_FIRST)));
    assertEquals(Kind.LEAF_MISSING, kind(FINE.sending(Sends.WITHOUT_LEAF)));
  }

  @Test
  void a_private_authority_is_refused_until_its_root_is_uploaded() {
    assertEquals(Kind.SERVER_CERTIFICATE_NOT_PUBLIC, kind(FINE.issuedBy(OWN)));
    assertEquals(Kind.INTERMEDIATE_NOT_PUBLIC, kind(FINE.issuedBy(OWN_INTERMEDIATE)));
    trustRoot(authorities.privateRoot("Contoso"));
    assertEquals(Kind.SUCCESS, kind(FINE.issuedBy(OWN)));
    assertEquals(Kind.SUCCESS, kind(FINE.issuedBy(OWN_INTERMEDIATE)));
    assertEquals(
        Kind.INTERMEDIATE_MISSING,
        kind(FINE.issuedBy(OWN_INTERMEDIATE).sending(Sends.WITHOUT_INTERMEDIATE)));
  }

  @Test
  void another_root_than_the_one_that_signs_does_not_help() {
    trustRoot(authorities.privateRoot("Fabrikam"));
    assertEquals(Kind.ROOT_MISMATCH, kind(FINE.issuedBy(OWN)));
    assertEquals(Kind.INTERMEDIATE_NOT_TRUSTED, kind(FINE.issuedBy(OWN_INTERMEDIATE)));
    assertEquals(
        Kind.ROOT_MISMATCH, kind(FINE.issuedBy(OWN_INTERMEDIATE).sending(Sends.WITH_ROOT)));
  }

  @Test
  void a_root_counts_only_on_the_setting_that_names_it() {
    trustRoot(authorities.privateRoot("Contoso"));
    setting(setting -> setting.putArray("trustedRootCertificates"));
    assertEquals(Kind.SERVER_CERTIFICATE_NOT_PUBLIC, kind(FINE.issuedBy(OWN)));
  }

  @Test
  void a_root_may_be_uploaded_as_a_pem_text() {
    String pem = Authorities.pem(authorities.privateRoot("Contoso"));
    upload(
        "trustedRootCertificates",
        Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8)));
    assertEquals(Kind.SUCCESS, kind(FINE.issuedBy(OWN)));
  }

  @Test
  void a_self_signed_certificate_is_its_own_root_only_when_it_may_sign() {
    Certificate authority = FINE.issuedBy(new Issuer.SelfSigned(true));
    assertEquals(Kind.SERVER_CERTIFICATE_NOT_PUBLIC, kind(authority));
    trustRoot(authorities.leaf(authority));
    assertEquals(Kind.SUCCESS, kind(authority));
    Certificate plain = FINE.issuedBy(new Issuer.SelfSigned(false));
    trustRoot(authorities.leaf(plain));
    assertEquals(Kind.INTERMEDIATE_MISSING, kind(plain));
  }

  @Test
  void too_early_is_as_bad_as_too_late() {
    assertEquals(Kind.EXPIRED, kind(FINE.valid(day(-30), day(-1))));
    assertEquals(Kind.EXPIRED, kind(FINE.valid(day(1), day(30))));
    assertEquals(Kind.SUCCESS, kind(FINE.valid(day(-1), day(1))));
  }

  @Test
  void a_certificate_expires_while_the_twins_clock_runs() {
    Certificate shortLived = FINE.valid(day(-1), shop.now().plus(Duration.ofMinutes(10)));
    assertEquals(Kind.SUCCESS, kind(shortLived));
    shop.pass(Duration.ofMinutes(15));
    assertEquals(Kind.EXPIRED, Kind.of(log()));
  }

  @Test
  void the_common_name_counts_only_without_alternative_names() {
    assertEquals(Kind.NAME_MISMATCH, kind(Certificate.of("other.example").called("shop.example")));
    Certificate old = new Certificate(List.of(), false, true).called("shop.example");
    assertEquals(Kind.SUCCESS, kind(old));
  }

  @Test
  void the_probes_host_comes_before_the_settings() {
    setting(setting -> setting.put("hostName", "api.example"));
    assertEquals(Kind.NAME_MISMATCH, kind(Certificate.of("api.example")));
    probe(probe -> probe.put("host", ""));
    assertEquals(Kind.SUCCESS, kind(Certificate.of("api.example")));
  }

  @Test
  void a_picked_address_is_a_name_that_only_a_certificate_for_it_has() {
    setting(setting -> setting.put("pickHostNameFromBackendAddress", true));
    probe(probe -> probe.put("host", ""));
    assertEquals(Kind.NAME_MISMATCH, kind(FINE));
    assertEquals(Kind.SUCCESS, kind(Certificate.of("shop.example", "10.20.1.4", "10.20.1.5")));
  }

  @Test
  void a_setting_may_leave_chain_or_name_unchecked() {
    Certificate wrong = Certificate.of("other.example").issuedBy(OWN);
    setting(setting -> setting.put("validateCertChainAndExpiry", false));
    assertEquals(Kind.NAME_MISMATCH, kind(wrong));
    setting(setting -> setting.put("validateSNI", false));
    assertEquals(Kind.SUCCESS, kind(wrong));
  }

  @Test
  void the_first_generation_knows_certificates_one_by_one() {
    shop.firstGeneration();
    assertEquals(Kind.NOT_LISTED, kind(FINE));
    assertEquals("Backend server certificate is not whitelisted with Application Gateway.", log());
    upload("authenticationCertificates", Authorities.base64(authorities.leaf(FINE)));
    assertEquals(Kind.SUCCESS, kind(FINE));
    assertEquals(Kind.NOT_LISTED, kind(Certificate.of("shop.example", "new.example")));
  }

  @Test
  void the_first_generation_asks_for_the_name_in_the_pool() {
    shop.firstGeneration();
    shop.causes.backends().names().set("web.example", "10.20.1.4");
    edit(
        "backendAddressPools",
        pool -> pool.putArray("backendAddresses").addObject().put("fqdn", "web.example"));
    upload("authenticationCertificates", Authorities.base64(authorities.leaf(FINE)));
    assertEquals(Kind.NAME_MISMATCH_V1, kind(FINE));
  }

  @Test
  void clients_requests_fail_where_only_their_own_host_is_wrong() {
    assertEquals(Kind.SUCCESS, kind(FINE));
    assertEquals(0.0, failedInTheLastMinute());
    setting(setting -> setting.put("hostName", "other.example"));
    shop.pass(PROBES_NOTICE);
    assertEquals(Kind.SUCCESS, Kind.of(log()));
    assertEquals(1200.0, failedInTheLastMinute());
  }

  private double failedInTheLastMinute() {
    return shop.points("FailedRequests", "total", Duration.ofMinutes(1)).get(0);
  }

  /** What the probes say after some minutes of this certificate. */
  private Kind kind(Certificate certificate) {
    setting(setting -> setting.put("protocol", "Https"));
    probe(probe -> probe.put("protocol", "Https"));
    shop.causes.backends().setCertificate("10.20.1.4", 8080, certificate);
    shop.causes.backends().setCertificate("10.20.1.5", 8080, certificate);
    shop.pass(PROBES_NOTICE);
    return Kind.of(log());
  }

  private String log() {
    return shop.servers().path(0).path("healthProbeLog").asText();
  }

  /**
   * The documented classes by their key phrases, in an order in which the first that fits counts.
   */
  private enum Kind {
    SUCCESS("success"),
    NAME_MISMATCH("common name of the leaf certificate"),
    NAME_MISMATCH_V1("common name (cn) of the backend certificate"),
    EXPIRED("current date is not within"),
    INTERMEDIATE_MISSING("intermediate certificate is missing"),
    LEAF_MISSING("leaf certificate is missing"),
    LEAF_NOT_FIRST("topmost certificate in the chain"),
    INTERMEDIATE_NOT_TRUSTED("signed by any root certificate"),
    INTERMEDIATE_NOT_PUBLIC("intermediate certificate presented by the backend is not signed"),
    SERVER_CERTIFICATE_NOT_PUBLIC("signed by a well-known certificate authority"),
    ROOT_MISMATCH("match the trusted root certificate"),
    NOT_LISTED("is not whitelisted");

    private final String phrase;

    Kind(String phrase) {
      this.phrase = phrase;
    }

    static Kind of(String log) {
      String text = log.toLowerCase(Locale.ROOT).replace("isn't", "is not");
      return Arrays.stream(values())
          .filter(kind -> text.contains(kind.phrase))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no documented class: " + log));
    }
  }

  private java.time.Instant day(int days) {
    return shop.now().plus(Duration.ofDays(days));
  }

  private void trustRoot(X509Certificate root) {
    upload("trustedRootCertificates", Authorities.base64(root));
  }

  /** Uploads a certificate and names it on the setting. */
  private void upload(String collection, String data) {
    String id = Shop.GATEWAY + "/" + collection + "/uploaded";
    shop.estate.update(
        Shop.GATEWAY,
        gateway ->
            gateway
                .withObjectProperty("properties")
                .putArray(collection)
                .addObject()
                .put("name", "uploaded")
                .put("id", id)
                .putObject("properties")
                .put("data", data));
    setting(setting -> setting.putArray(collection).addObject().put("id", id));
  }

  private void setting(Consumer<ObjectNode> change) {
    edit("backendHttpSettingsCollection", change);
  }

  private void probe(Consumer<ObjectNode> change) {
    edit("probes", change);
  }

  private void edit(String collection, Consumer<ObjectNode> change) {
    shop.estate.update(
        Shop.GATEWAY,
        gateway -> {
          JsonNode first = gateway.path("properties").path(collection).path(0).path("properties");
          change.accept((ObjectNode) first);
        });
  }
}
