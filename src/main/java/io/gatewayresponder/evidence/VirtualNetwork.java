package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;

/** A virtual network as ARM describes it, with subnets and peerings. */
public record VirtualNetwork(JsonNode document) {}
