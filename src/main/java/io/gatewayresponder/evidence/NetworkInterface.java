package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A network interface as ARM describes it. */
public record NetworkInterface(JsonNode document) {
  public Optional<ResourceId> id() {
    return ResourceId.find(ArmDocument.text(document, "id"));
  }

  public String name() {
    return ArmDocument.name(document);
  }

  public List<String> privateAddresses() {
    return ArmDocument.each(document, "ipConfigurations").stream()
        .map(configuration -> ArmDocument.property(configuration, "privateIPAddress"))
        .filter(address -> !address.isEmpty())
        .toList();
  }

  /** False where one of its IP configurations has no address, or none that is shown. */
  boolean showsItsAddresses() {
    int configurations = ArmDocument.each(document, "ipConfigurations").size();
    return configurations > 0 && privateAddresses().size() == configurations;
  }

  public boolean hasAddress(AddressRange address) {
    return AddressRange.all(privateAddresses()).contains(address);
  }

  public Optional<ResourceId> networkSecurityGroupId() {
    return ArmDocument.reference(document, "networkSecurityGroup");
  }

  /** The groups that any of the interface's addresses is a member of: ARM keeps them alike. */
  public Set<ResourceId> applicationSecurityGroups() {
    return ArmDocument.each(document, "ipConfigurations").stream()
        .flatMap(
            configuration ->
                ArmDocument.references(configuration, "applicationSecurityGroups").stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** True for the interface of a private endpoint; subnets often exempt those from their rules. */
  public boolean isPrivateEndpoint() {
    return document.path("properties").path("privateEndpoint").hasNonNull("id");
  }
}
