package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Json;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** What a gateway does not take for a trusted root. */
final class CertificateRules {
  private CertificateRules() {}

  /**
   * Throws a 400 for the first upload that is no root certificate. An intermediate was seen to be
   * refused like rubbish, as DER and as PEM; what a Key Vault holds is not looked at.
   */
  static void check(JsonNode properties) {
    for (ObjectNode root : Json.objects(properties.path("trustedRootCertificates"))) {
      JsonNode data = root.path("properties").path("data");
      if (data.isTextual() && !isRoot(data.asText())) {
        throw new ArmError(
            400,
            "ApplicationGatewayTrustedRootCertificateInvalidData",
            "Data for certificate %s is invalid.".formatted(root.path("id").asText()));
      }
    }
  }

  /** Base64 of DER, or of a PEM text, as the data plane reads it. */
  private static boolean isRoot(String data) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(data);
      return CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(bytes))
              instanceof X509Certificate certificate
          && certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
    } catch (CertificateException | IllegalArgumentException e) {
      return false;
    }
  }
}
