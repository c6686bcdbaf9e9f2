package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** An address at which a gateway takes requests in, public or private. */
public record FrontendAddress(JsonNode document) {
  public String name() {
    return ArmDocument.name(document);
  }

  /** The public IP address resource; nothing for a private front end. */
  public Optional<ResourceId> publicAddressId() {
    return ArmDocument.reference(document, "publicIPAddress");
  }

  public boolean isPublic() {
    return publicAddressId().isPresent();
  }
}
