package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;

/** A network interface as ARM describes it. */
public record NetworkInterface(JsonNode document) {}
