package io.gatewayresponder.lab.twin.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Subnets and network interfaces with what hangs on them, read once from one version of the
 * documents.
 */
final class Topology {

  private static final String NETWORKS = "Microsoft.Network/virtualNetworks";

  private final Documents documents;
  private final Map<String, Subnet> subnets = new LinkedHashMap<>();
  private final List<Interface> interfaces;

  Topology(Documents documents) {
    this.documents = documents;
    for (JsonNode network : documents.ofType(NETWORKS)) {
      VirtualSpace space = new VirtualSpace(spaceOf(network), peeredSpaces(network));
      for (JsonNode subnet : Json.properties(network).path("subnets")) {
        String id =
            Json.text(subnet, "id")
                .orElse(network.path("id").asText() + "/subnets/" + subnet.path("name").asText());
        subnets.put(Json.lower(id), read(id, subnet, space));
      }
    }
    this.interfaces = Interface.readAll(documents, this::group);
  }

  private Subnet read(String id, JsonNode subnet, VirtualSpace space) {
    JsonNode properties = Json.properties(subnet);
    Optional<JsonNode> routeTable =
        Json.reference(properties, "routeTable").flatMap(documents::find);
    return new Subnet(
        id,
        Subnet.rangesOf(subnet),
        space,
        Json.reference(properties, "networkSecurityGroup").flatMap(this::group),
        new Routes(space, routeTable));
  }

  private Optional<SecurityGroup> group(String id) {
    return documents.find(id).map(SecurityGroup::of);
  }

  private static List<AddressRange> spaceOf(JsonNode network) {
    List<AddressRange> ranges = new ArrayList<>();
    for (JsonNode prefix : Json.properties(network).path("addressSpace").path("addressPrefixes")) {
      AddressRange.find(prefix.asText()).ifPresent(ranges::add);
    }
    return ranges;
  }

  private List<AddressRange> peeredSpaces(JsonNode network) {
    List<AddressRange> ranges = new ArrayList<>();
    for (JsonNode peering : Json.properties(network).path("virtualNetworkPeerings")) {
      JsonNode properties = Json.properties(peering);
      boolean connected = properties.path("peeringState").asText("Connected").equals("Connected");
      if (connected && properties.path("allowVirtualNetworkAccess").asBoolean(true)) {
        Json.reference(properties, "remoteVirtualNetwork")
            .flatMap(documents::find)
            .ifPresent(remote -> ranges.addAll(spaceOf(remote)));
      }
    }
    return ranges;
  }

  Optional<Subnet> subnet(String id) {
    return Optional.ofNullable(subnets.get(Json.lower(id)));
  }

  /**
   * The subnet in which an address lies, as seen from another subnet: its own network's come first.
   */
  Optional<Subnet> subnetOf(long address, Subnet seenFrom) {
    if (!seenFrom.space().contains(address)) {
      return Optional.empty();
    }
    Optional<Subnet> near =
        subnets.values().stream()
            .filter(subnet -> subnet.space().equals(seenFrom.space()) && subnet.contains(address))
            .findFirst();
    return near.or(
        () -> subnets.values().stream().filter(subnet -> subnet.contains(address)).findFirst());
  }

  Optional<Interface> interfaceAt(long address, Subnet subnet) {
    return interfaces.stream()
        .filter(
            each -> each.address() == address && each.subnetId().equals(Json.lower(subnet.id())))
        .findFirst();
  }

  Optional<String> addressOf(String ipConfigurationId) {
    return interfaces.stream()
        .filter(each -> each.id().equals(Json.lower(ipConfigurationId)))
        .findFirst()
        .map(each -> AddressRange.text(each.address()));
  }
}
