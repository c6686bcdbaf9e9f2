package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A virtual network as ARM describes it, with subnets and peerings. */
public final class VirtualNetwork {
  /** A link to another virtual network, as this side sees it. */
  public record Peering(JsonNode document) {
    public Optional<ResourceId> remoteId() {
      return ArmDocument.reference(document, "remoteVirtualNetwork");
    }

    /** True when traffic may flow: both sides are linked and this side allows access. */
    public boolean isOpen() {
      return "connected".equalsIgnoreCase(ArmDocument.property(document, "peeringState"))
          && document.path("properties").path("allowVirtualNetworkAccess").asBoolean(true);
    }

    /** True when this network uses the other one's VPN or ExpressRoute gateway. */
    public boolean usesRemoteGateways() {
      return document.path("properties").path("useRemoteGateways").asBoolean(false);
    }

    /** The other network's address space as it is now; older documents know only the first. */
    public List<String> remotePrefixes() {
      JsonNode properties = document.path("properties");
      JsonNode current =
          properties.path("remoteVirtualNetworkAddressSpace").path("addressPrefixes");
      JsonNode synced = properties.path("remoteAddressSpace").path("addressPrefixes");
      return ArmDocument.elements(current.isEmpty() ? synced : current).stream()
          .map(JsonNode::asText)
          .toList();
    }
  }

  /** The name that the subnet of a VPN or ExpressRoute gateway has to have. */
  private static final String GATEWAY_SUBNET = "GatewaySubnet";

  private final JsonNode document;
  private final List<Subnet> subnets;
  private final List<Peering> peerings;
  private final List<AddressRange> ownAndPeered;

  /** Reads what a diagnosis asks for again at every server and every port. */
  public VirtualNetwork(JsonNode document) {
    this.document = document;
    this.subnets = ArmDocument.each(document, "subnets").stream().map(Subnet::of).toList();
    this.peerings =
        ArmDocument.each(document, "virtualNetworkPeerings").stream().map(Peering::new).toList();
    this.ownAndPeered =
        AddressRange.all(
            Stream.concat(
                    prefixes().stream(),
                    peerings.stream()
                        .filter(Peering::isOpen)
                        .flatMap(peering -> peering.remotePrefixes().stream()))
                .toList());
  }

  /** The document as ARM gave it. */
  public JsonNode document() {
    return document;
  }

  public Optional<ResourceId> id() {
    return ResourceId.find(ArmDocument.text(document, "id"));
  }

  public String name() {
    return ArmDocument.name(document);
  }

  /** True when a VPN or ExpressRoute gateway may tell this network routes over BGP. */
  public boolean mayLearnRoutes() {
    return subnets().stream().anyMatch(subnet -> subnet.name().equalsIgnoreCase(GATEWAY_SUBNET))
        || peerings().stream().anyMatch(Peering::usesRemoteGateways);
  }

  public List<String> prefixes() {
    return ArmDocument.elements(
            document.path("properties").path("addressSpace").path("addressPrefixes"))
        .stream()
        .map(JsonNode::asText)
        .toList();
  }

  public List<Subnet> subnets() {
    return subnets;
  }

  public Optional<Subnet> subnet(ResourceId id) {
    return subnets().stream()
        .filter(subnet -> subnet.name().equalsIgnoreCase(id.name()))
        .findFirst();
  }

  public Optional<Subnet> subnetContaining(AddressRange address) {
    return subnets().stream().filter(subnet -> subnet.contains(address)).findFirst();
  }

  public List<Peering> peerings() {
    return peerings;
  }

  /**
   * What the service tag {@code VirtualNetwork} means in this network as far as ARM says it: its
   * own address space and those of the networks that it is peered with. Networks behind a VPN or
   * ExpressRoute gateway belong to it too, but ARM does not list them here.
   */
  public List<AddressRange> virtualNetworkTag() {
    return ownAndPeered;
  }
}
