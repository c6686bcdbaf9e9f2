package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Gateway;
import java.util.Locale;

/** What family G needs to know of a gateway. */
record GatewayState(boolean stopped, boolean failed, boolean secondGeneration) {
  static GatewayState of(Gateway gateway) {
    JsonNode properties = gateway.document().path("properties");
    String tier = properties.path("sku").path("tier").asText().toLowerCase(Locale.ROOT);
    return new GatewayState(
        properties.path("operationalState").asText().equalsIgnoreCase("Stopped"),
        properties.path("provisioningState").asText().equalsIgnoreCase("Failed"),
        // Basic has no suffix and yet belongs to the second generation.
        tier.endsWith("_v2") || tier.equals("basic"));
  }
}
