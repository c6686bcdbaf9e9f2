package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;

/** A public IP address resource as ARM describes it. */
public record PublicAddress(JsonNode document) {
  /** The address; empty while none is assigned. */
  public String address() {
    return ArmDocument.property(document, "ipAddress");
  }
}
