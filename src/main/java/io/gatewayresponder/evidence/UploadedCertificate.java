package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A certificate that was uploaded to a gateway: a root that it trusts (second generation), or a
 * server's own that it knows (first generation).
 */
public record UploadedCertificate(JsonNode document) {
  public String name() {
    return ArmDocument.name(document);
  }

  /** Nothing where it is kept in a key vault, or cannot be read. */
  public Optional<ShownCertificate> certificate() {
    return ShownCertificate.read(ArmDocument.property(document, "data"));
  }
}
