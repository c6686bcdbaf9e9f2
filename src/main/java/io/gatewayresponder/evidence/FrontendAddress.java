package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * An address at which a gateway takes requests in, public or private.
 *
 * @param publicAddressId the public IP address resource; nothing for a private front end
 */
public record FrontendAddress(String name, Optional<ResourceId> publicAddressId) {
  static FrontendAddress of(JsonNode document) {
    return new FrontendAddress(
        ArmDocument.name(document), ArmDocument.reference(document, "publicIPAddress"));
  }

  public boolean isPublic() {
    return publicAddressId.isPresent();
  }
}
