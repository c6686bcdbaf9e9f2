package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;

/** A network security group as ARM describes it, custom and default rules. */
public record NetworkSecurityGroup(JsonNode document) {}
