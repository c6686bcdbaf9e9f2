package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An application gateway as ARM describes it. The document is kept whole: a typed copy would lose
 * fields that it does not know.
 */
public record Gateway(JsonNode document) {}
