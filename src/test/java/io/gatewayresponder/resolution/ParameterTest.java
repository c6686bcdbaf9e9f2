package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person may enter, and what becomes of it. */
class ParameterTest {
  private static final Parameter CEILING =
      Parameter.number("most", "Most instances", 3, 125, OptionalLong.of(12), "busy");

  private static Parameter of(ParameterType type) {
    return Parameter.list("value", "Value", type, 3, List.of(), "nobody knows");
  }

  private static boolean fits(ParameterType type, String value) {
    return of(type).complaint(value).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "3, true",
    "125, true",
    "2, false",
    "126, false",
    "999999999999, false",
    "0x10, false"
  })
  void a_number_is_within_its_bounds(String value, boolean fits) {
    assertEquals(fits, CEILING.complaint(value).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(ParameterType.class)
  void no_type_takes_nothing_or_what_an_attacker_would_enter(ParameterType type) {
    for (String value :
        List.of(
            "",
            "   ",
            "\u0000",
            "<script>alert(1)</script>",
            "' or 1=1 --",
            "${jndi:ldap://x}",
            "a\r\nSet-Cookie: b",
            "/x\ny",
            "../../etc/passwd",
            "\u202e/moc",
            "x".repeat(20_000))) {
      assertFalse(fits(type, value), type + " takes " + value);
    }
  }

  @ParameterizedTest
  @EnumSource(ParameterType.class)
  void what_was_entered_is_not_repeated(ParameterType type) {
    Optional<String> complaint = of(type).complaint("<b>no</b>, <i>no</i>");
    assertTrue(complaint.isPresent());
    assertFalse(complaint.get().contains("<"), complaint.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health", "/api/v1/health?deep=true", "/a%20b"})
  void paths(String value) {
    assertTrue(fits(ParameterType.PATH, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"health", "/a b", "/a#b", "//", "http://x/"})
  void no_paths(String value) {
    assertEquals(value.equals("//"), fits(ParameterType.PATH, value));
  }

  @Test
  void host_names_are_no_addresses() {
    assertTrue(fits(ParameterType.HOST_NAME, "shop.example"));
    assertFalse(fits(ParameterType.HOST_NAME, "10.0.0.1"));
    assertFalse(fits(ParameterType.HOST_NAME, "*.shop.example"));
    assertFalse(fits(ParameterType.HOST_NAME, "-shop.example"));
  }

  @Test
  void servers_are_addresses_or_names_and_come_once() {
    assertTrue(fits(ParameterType.SERVERS, "10.0.0.4, 10.0.0.5,api.internal"));
    assertFalse(fits(ParameterType.SERVERS, "10.0.0.4, 10.0.0.4"));
    assertFalse(fits(ParameterType.SERVERS, "10.0.0.256"));
    assertFalse(fits(ParameterType.SERVERS, "10.0.0.0/24"));
    assertFalse(fits(ParameterType.SERVERS, "a,b,c,d"), "more than there may be");
    assertFalse(fits(ParameterType.SERVERS, "a,,b"));
  }

  @Test
  void status_codes_are_ranges_that_do_not_run_backwards() {
    assertTrue(fits(ParameterType.STATUS_CODES, "200-399, 401"));
    assertFalse(fits(ParameterType.STATUS_CODES, "399-200"));
    assertFalse(fits(ParameterType.STATUS_CODES, "600"));
  }

  @Test
  void a_certificate_is_an_authority_s() {
    HeldCertificate root = new HeldCertificate.Builder().certificateAuthority(0).build();
    HeldCertificate leaf = new HeldCertificate.Builder().signedBy(root).build();
    assertTrue(fits(ParameterType.CERTIFICATE, root.certificatePem()));
    assertFalse(fits(ParameterType.CERTIFICATE, leaf.certificatePem()));
    assertFalse(fits(ParameterType.CERTIFICATE, "QUJD"));
  }

  @Test
  void an_answer_is_planned_with_tidied_and_one_that_is_not_allowed_is_not() {
    assertEquals("40", CEILING.answered(Map.of("most", " 40 ")).value());
    assertEquals(Parameter.ENTERED, CEILING.answered(Map.of("most", "40")).reason());
    assertEquals(CEILING, CEILING.answered(Map.of("most", "4000")));
    assertEquals(CEILING, CEILING.answered(Map.of("other", "40")));
  }
}
