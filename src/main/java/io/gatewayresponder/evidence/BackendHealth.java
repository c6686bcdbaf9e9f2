package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;

/** The gateway's own view of its back ends, by pool, HTTP setting and server. */
public record BackendHealth(JsonNode document) {}
