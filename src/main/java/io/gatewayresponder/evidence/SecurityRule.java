package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A rule of a network security group. Every field exists as a singular and a plural one of which
 * ARM fills one; the accessors answer both together.
 *
 * @param isDefault true for the six rules that every group has and nobody can change
 */
public record SecurityRule(JsonNode document, boolean isDefault) {
  /** Which way the traffic goes, seen from the subnet or the interface that has the group. */
  public enum Direction {
    INBOUND,
    OUTBOUND
  }

  public String name() {
    return ArmDocument.name(document);
  }

  public Optional<ResourceId> id() {
    return ResourceId.find(ArmDocument.text(document, "id"));
  }

  /** The rule's id, made up as ARM does where the document has none. */
  String idIn(ResourceId group) {
    String kind = isDefault ? "defaultSecurityRules" : "securityRules";
    return id().map(ResourceId::toString).orElseGet(() -> group + "/" + kind + "/" + name());
  }

  /** The lower number wins: 100 to 4096 for custom rules, 65000 and up for default ones. */
  public int priority() {
    return ArmDocument.number(document, "priority", Integer.MAX_VALUE);
  }

  public Direction direction() {
    return "outbound".equalsIgnoreCase(ArmDocument.property(document, "direction"))
        ? Direction.OUTBOUND
        : Direction.INBOUND;
  }

  public boolean denies() {
    return "deny".equalsIgnoreCase(ArmDocument.property(document, "access"));
  }

  /** Lower case; {@code *} for every protocol. */
  public String protocol() {
    return ArmDocument.property(document, "protocol").toLowerCase(Locale.ROOT);
  }

  /** Prefixes, addresses, service tags or {@code *}. */
  public List<String> sources() {
    return ArmDocument.singleOrMany(document, "sourceAddressPrefix", "sourceAddressPrefixes");
  }

  /** Prefixes, addresses, service tags or {@code *}. */
  public List<String> destinations() {
    return ArmDocument.singleOrMany(
        document, "destinationAddressPrefix", "destinationAddressPrefixes");
  }

  /** Ports, ranges such as {@code 8080-8090}, or {@code *}. */
  public List<String> sourcePorts() {
    return ArmDocument.singleOrMany(document, "sourcePortRange", "sourcePortRanges");
  }

  /** Ports, ranges such as {@code 8080-8090}, or {@code *}. */
  public List<String> destinationPorts() {
    return ArmDocument.singleOrMany(document, "destinationPortRange", "destinationPortRanges");
  }

  public List<ResourceId> sourceApplicationSecurityGroups() {
    return ArmDocument.references(document, "sourceApplicationSecurityGroups");
  }

  public List<ResourceId> destinationApplicationSecurityGroups() {
    return ArmDocument.references(document, "destinationApplicationSecurityGroups");
  }
}
