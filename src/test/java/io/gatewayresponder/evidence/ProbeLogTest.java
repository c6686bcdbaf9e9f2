package io.gatewayresponder.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.gatewayresponder.evidence.ProbeLog.Kind;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeLogTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TIMEOUT | it is more than the timeout threshold in the probe setting.",
        "DNS | Application Gateway could not create a probe for this backend. The FQDN is wrong.",
        "DNS | Application Gateway couldn't create a probe for this backend as the FQDN is wrong.",
        "TCP_CONNECT | Application Gateway could not connect to the backend. NSG/UDR/Firewall",
        "TCP_CONNECT | Application Gateway couldn’t connect to the backend. NSG/UDR/Firewall",
        "TCP_CONNECT | Cannot connect to server. Check whether any NSG/UDR/Firewall is blocking",
        "STATUS_MISMATCH | Status code of the backend's HTTP response did not match the probe.",
        "STATUS_MISMATCH | Status code of the backend''s HTTP response didn''t match the probe.",
        "STATUS_MISMATCH | Probe status code mismatch. Received status code is different",
        "BODY_MISMATCH | Body of the backend's HTTP response did not match the probe setting.",
        "NAME_MISMATCH | The Common Name of the leaf certificate presented does not match the Probe",
        "NAME_MISMATCH | The common name of the leaf  certificate presented doesn't match the Probe",
        "NAME_MISMATCH_V1 | The Common Name (CN) of the backend certificate doesn't match the host",
        "EXPIRED | Backend certificate is invalid. Current date is not within the valid range",
        "INTERMEDIATE_MISSING | The Intermediate certificate is missing from the chain",
        "LEAF_MISSING | The Leaf certificate is missing from the chain",
        "SERVER_CERTIFICATE_NOT_PUBLIC | The Server certificate is not signed by a well-known Certificate Authority",
        "INTERMEDIATE_NOT_PUBLIC | The Intermediate certificate isn't signed by a well-known Certificate Authority",
        "INTERMEDIATE_NOT_TRUSTED | The Intermediate certificate not signed by any Root certificates uploaded",
        "INTERMEDIATE_NOT_TRUSTED | The Intermediate certificate is not signed by any Root certificates uploaded",
        "ROOT_MISMATCH | The root certificate of the server certificate used by the backend does not match the trusted root certificate",
        "ROOT_MISMATCH | Backend server certificate is not whitelisted with Application Gateway.",
        "LEAF_NOT_FIRST | The Leaf certificate is not the topmost certificate in the chain",
        "VERIFICATION_FAILED | The validity of the backend certificate could not be verified. error code 21",
        "PROXY_PROTOCOL | The backend server does not accept the Proxy protocol header",
        "HEALTH_NOT_RETRIEVED | The backend health status could not be retrieved. NSG/UDR/Firewall 65200-65535",
        "HEALTH_NOT_RETRIEVED | The backend health status couldn't be retrieved. could not be resolved",
        "SUCCESS | Success. Received 200 status code",
        "SUCCESS | success",
        "UNDOCUMENTED | The hamster is asleep.",
        "NONE | ''",
      })
  void every_documented_class_is_known(Kind kind, String text) {
    assertEquals(kind, new ProbeLog(text).kind());
  }

  /** The key phrases of the eighteen documented classes, as the documents spell them today. */
  private static final Map<Kind, String> PHRASES =
      Map.ofEntries(
          Map.entry(
              Kind.TIMEOUT,
              "Time taken by the backend is more than the timeout threshold in the probe setting."),
          Map.entry(Kind.DNS, "could not create a probe for this backend. Check the FQDN."),
          Map.entry(Kind.TCP_CONNECT, "could not connect to the backend. NSG/UDR/Firewall"),
          Map.entry(
              Kind.STATUS_MISMATCH,
              "Status code of the backend's HTTP response did not match the probe setting."),
          Map.entry(
              Kind.BODY_MISMATCH,
              "Body of the backend's HTTP response did not match the probe setting."),
          Map.entry(
              Kind.NAME_MISMATCH,
              "The Common Name of the leaf certificate presented by the backend server does not"
                  + " match the Probe or Backend Setting hostname"),
          Map.entry(
              Kind.NAME_MISMATCH_V1,
              "The Common Name (CN) of the backend certificate does not match"),
          Map.entry(Kind.EXPIRED, "Backend certificate is invalid. Current date is not within"),
          Map.entry(Kind.INTERMEDIATE_MISSING, "Intermediate certificate is missing"),
          Map.entry(Kind.LEAF_MISSING, "Leaf certificate is missing"),
          Map.entry(
              Kind.SERVER_CERTIFICATE_NOT_PUBLIC,
              "Server certificate is not signed by a well-known Certificate Authority"),
          Map.entry(
              Kind.INTERMEDIATE_NOT_PUBLIC,
              "Intermediate certificate is not signed by a well-known Certificate Authority"),
          Map.entry(
              Kind.INTERMEDIATE_NOT_TRUSTED,
              "Intermediate certificate not signed by any Root certificates uploaded"),
          Map.entry(
              Kind.ROOT_MISMATCH,
              "The root certificate of the server certificate used by the backend does not match"
                  + " the trusted root certificate"),
          Map.entry(
              Kind.LEAF_NOT_FIRST, "Leaf certificate is not the topmost certificate in the chain"),
          Map.entry(
              Kind.VERIFICATION_FAILED,
              "The validity of the backend certificate could not be verified. error code 19"),
          Map.entry(Kind.PROXY_PROTOCOL, "does not accept the Proxy protocol header"),
          Map.entry(
              Kind.HEALTH_NOT_RETRIEVED, "The backend health status could not be retrieved."));

  @Test
  void wordings_that_differ_only_in_spelling_are_of_one_class() {
    List<UnaryOperator<String>> spellings =
        List.of(
            one -> one,
            String::toUpperCase,
            one -> one.replace(" not", "n't").replace("isn't", "is not"),
            one -> one.replace("could not", "couldn't").replace("does not", "doesn't"),
            one -> one.replace("did not", "didn\u2019t").replace("is not", "isn\u2019t"),
            one -> one.replace("backend", "back-end").replace("Backend", "Back end"),
            one -> one.replace("timeout", "time-out").replace("well-known", "well known"),
            one -> one.replace("-", "\u2011").replace("'", "\u2019"),
            one -> "  " + one.replace(" ", " \n\u00a0 "),
            one -> "Application Gateway says: " + one + " See https://aka.ms/here.");
    PHRASES.forEach(
        (kind, phrase) ->
            spellings.forEach(
                spelling -> {
                  String text = spelling.apply(phrase);
                  assertEquals(kind, new ProbeLog(text).kind(), text);
                }));
    assertEquals(18, PHRASES.size());
  }

  @Test
  void the_error_code_is_found() {
    assertEquals(OptionalInt.of(19), new ProbeLog("(error code 19)").errorCode());
    assertEquals(OptionalInt.of(20), new ProbeLog("Error code: {20}.").errorCode());
    assertEquals(OptionalInt.empty(), new ProbeLog("see the error code list").errorCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | Status code did not match. Expected:{200-399} Received:{404}.",
        "503 | Expected: 200-399 Received: 503",
        "502 | Received invalid status code: 502 in the answer.",
        "200 | Success. Received 200 status code",
      })
  void the_received_status_is_found(int status, String text) {
    assertEquals(OptionalInt.of(status), new ProbeLog(text).receivedStatus());
  }

  @Test
  void a_sentence_without_a_status_has_none() {
    assertEquals(
        OptionalInt.empty(),
        new ProbeLog("Received status code is different from expected 200-399.").receivedStatus());
  }

  @Test
  void recorded_sentences_are_classified() {
    for (var document : Samples.all("backend-health")) {
      for (ServerHealth server : new BackendHealth(document).servers()) {
        assertNotEquals(Kind.UNDOCUMENTED, server.probeLog().kind(), server.probeLog().text());
      }
    }
  }
}
