package io.gatewayresponder.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.gatewayresponder.evidence.ProbeLog.Kind;
import java.util.OptionalInt;
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
