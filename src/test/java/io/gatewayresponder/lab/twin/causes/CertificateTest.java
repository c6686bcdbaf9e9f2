package io.gatewayresponder.lab.twin.causes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.servers.Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shop over TLS: its probe asks for shop.example. */
class CertificateTest {
  private static final Duration PROBES_NOTICE = Duration.ofMinutes(3);

  private final Shop shop = new Shop();

  @Test
  void a_certificate_for_the_probes_host_is_healthy() {
    show(new Certificate(List.of("other.example", "*.example"), false, true));
    assertEquals(List.of("Healthy", "Healthy"), shop.health());
  }

  @Test
  void a_certificate_for_another_name_is_refused_by_name() {
    show(new Certificate(List.of("other.example"), false, true));
    assertLog("The Common Name of the leaf certificate");
  }

  @Test
  void a_missing_intermediate_is_told_from_another_name() {
    show(new Certificate(List.of("other.example"), false, false));
    assertLog("Intermediate certificate is missing");
  }

  @Test
  void an_expired_certificate_is_refused_and_a_renewed_one_mends_it() {
    show(new Certificate(List.of("shop.example"), true, true));
    assertLog("Backend certificate is invalid. Current date");
    show(new Certificate(List.of("shop.example"), false, true));
    assertEquals(List.of("Healthy", "Healthy"), shop.health());
  }

  @Test
  void a_wildcard_stands_for_one_label() {
    Certificate wildcard = new Certificate(List.of("*.shop.example"), false, true);
    assertTrue(wildcard.covers("WWW.shop.example"));
    assertFalse(wildcard.covers("shop.example"));
    assertFalse(wildcard.covers("a.b.shop.example"));
  }

  private void show(Certificate certificate) {
    shop.estate.update(
        Shop.GATEWAY,
        gateway -> {
          ObjectNode properties = gateway.withObjectProperty("properties");
          properties
              .withArrayProperty("backendHttpSettingsCollection")
              .forEach(
                  setting -> ((ObjectNode) setting.path("properties")).put("protocol", "Https"));
          properties
              .withArrayProperty("probes")
              .forEach(probe -> ((ObjectNode) probe.path("properties")).put("protocol", "Https"));
        });
    shop.causes.backends().setCertificate("10.20.1.4", 8080, certificate);
    shop.causes.backends().setCertificate("10.20.1.5", 8080, certificate);
    shop.pass(PROBES_NOTICE);
  }

  private void assertLog(String beginning) {
    assertEquals(List.of("Unhealthy", "Unhealthy"), shop.health());
    String log = shop.servers().path(0).path("healthProbeLog").asText();
    assertTrue(log.startsWith(beginning), log);
  }
}
