package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A subnet of a virtual network as ARM describes it.
 *
 * @param ranges what its prefixes spell
 */
public record Subnet(JsonNode document, List<AddressRange> ranges) {
  /** Lists of what is in a subnet beside interfaces, or may put something there. */
  private static final List<String> OTHER_TENANTS =
      List.of(
          "applicationGatewayIPConfigurations",
          "delegations",
          "ipConfigurationProfiles",
          "resourceNavigationLinks",
          "serviceAssociationLinks");

  static Subnet of(JsonNode document) {
    return new Subnet(document, AddressRange.all(prefixes(document)));
  }

  public Optional<ResourceId> id() {
    return ResourceId.find(ArmDocument.text(document, "id"));
  }

  public String name() {
    return ArmDocument.name(document);
  }

  /** The CIDR prefixes: ARM fills {@code addressPrefix} or {@code addressPrefixes}. */
  public List<String> prefixes() {
    return prefixes(document);
  }

  private static List<String> prefixes(JsonNode document) {
    return ArmDocument.singleOrMany(document, "addressPrefix", "addressPrefixes");
  }

  public boolean contains(AddressRange address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  public Optional<ResourceId> networkSecurityGroupId() {
    return ArmDocument.reference(document, "networkSecurityGroup");
  }

  public Optional<ResourceId> routeTableId() {
    return ArmDocument.reference(document, "routeTable");
  }

  /** True when traffic to this service, such as Microsoft.Web, goes by a service endpoint. */
  public boolean hasServiceEndpoint(String service) {
    return ArmDocument.each(document, "serviceEndpoints").stream()
        .anyMatch(endpoint -> ArmDocument.text(endpoint, "service").equalsIgnoreCase(service));
  }

  /** True when traffic to the Internet leaves by the addresses of a NAT gateway. */
  public boolean hasNatGateway() {
    return !ArmDocument.referredName(document, "natGateway").isEmpty();
  }

  /** False where private endpoints are exempt from network security groups: the default. */
  public boolean appliesRulesToPrivateEndpoints() {
    String policies = ArmDocument.property(document, "privateEndpointNetworkPolicies");
    return policies.equalsIgnoreCase("Enabled")
        || policies.equalsIgnoreCase("NetworkSecurityGroupEnabled");
  }

  /** False where private endpoints are exempt from route tables: the default. */
  public boolean appliesRoutesToPrivateEndpoints() {
    String policies = ArmDocument.property(document, "privateEndpointNetworkPolicies");
    return policies.equalsIgnoreCase("Enabled") || policies.equalsIgnoreCase("RouteTableEnabled");
  }

  /** What has an address in this subnet: interfaces of machines, but also of load balancers. */
  public List<ResourceId> ipConfigurationIds() {
    return ArmDocument.references(document, "ipConfigurations");
  }

  /**
   * True when all that has an address here is an interface that ARM has a document of. Scale sets,
   * load balancers, gateways, and services that put something into a delegated subnet have
   * addresses that no such document names.
   */
  public boolean holdsInterfacesOnly() {
    return ArmDocument.each(document, "ipConfigurations").stream()
            .map(each -> ResourceId.find(ArmDocument.text(each, "id")))
            .allMatch(id -> id.filter(Subnet::isOfInterface).isPresent())
        && OTHER_TENANTS.stream().allMatch(list -> ArmDocument.each(document, list).isEmpty());
  }

  /** The application gateways whose instances have their addresses in this subnet. */
  public List<ResourceId> applicationGatewayIds() {
    return ArmDocument.references(document, "applicationGatewayIPConfigurations").stream()
        .map(ResourceId::root)
        .distinct()
        .toList();
  }

  /** The network interfaces with an address in this subnet; those of scale sets are not ARM's. */
  public List<ResourceId> networkInterfaceIds() {
    return ipConfigurationIds().stream()
        .filter(Subnet::isOfInterface)
        .map(ResourceId::root)
        .distinct()
        .toList();
  }

  private static boolean isOfInterface(ResourceId ipConfiguration) {
    return ipConfiguration.isType("Microsoft.Network/networkInterfaces/ipConfigurations");
  }
}
