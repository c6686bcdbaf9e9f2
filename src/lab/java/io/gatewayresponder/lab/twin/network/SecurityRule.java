package io.gatewayresponder.lab.twin.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** One rule of a security group, read from either spelling (singular or plural fields). */
public record SecurityRule(
    String name,
    int priority,
    boolean inbound,
    boolean allows,
    String protocol,
    AddressMatch source,
    AddressMatch destination,
    PortMatch ports) {

  public static SecurityRule of(JsonNode rule) {
    JsonNode properties = Json.properties(rule);
    return new SecurityRule(
        Json.text(rule, "name").orElse("unnamed"),
        properties.path("priority").asInt(),
        properties.path("direction").asText().equalsIgnoreCase("Inbound"),
        properties.path("access").asText().equalsIgnoreCase("Allow"),
        properties.path("protocol").asText("*"),
        side(properties, "source"),
        side(properties, "destination"),
        new PortMatch(Json.oneOrMany(properties, "destinationPortRange", "destinationPortRanges")));
  }

  private static AddressMatch side(JsonNode properties, String side) {
    Set<String> groups = new TreeSet<>();
    properties
        .path(side + "ApplicationSecurityGroups")
        .forEach(group -> Json.text(group, "id").ifPresent(id -> groups.add(Json.lower(id))));
    return new AddressMatch(
        Json.oneOrMany(properties, side + "AddressPrefix", side + "AddressPrefixes"), groups);
  }

  /**
   * Source ports are not looked at: the client's is ephemeral, and a rule that names one is a
   * rarity.
   */
  public boolean matches(Flow flow, VirtualSpace space) {
    boolean tcp = protocol.equals("*") || protocol.equalsIgnoreCase("Tcp");
    return tcp
        && ports.matches(flow.port())
        && source.matches(flow.source(), space)
        && destination.matches(flow.destination(), space);
  }
}
