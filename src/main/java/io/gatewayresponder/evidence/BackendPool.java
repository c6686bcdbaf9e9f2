package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A back-end address pool: the servers, by address, by name, or by network interface. */
public record BackendPool(JsonNode document) {
  public String name() {
    return ArmDocument.name(document);
  }

  /** IP addresses and host names, in the order of the document. */
  public List<String> addresses() {
    return ArmDocument.each(document, "backendAddresses").stream()
        .map(
            address -> {
              String ip = ArmDocument.text(address, "ipAddress");
              return ip.isEmpty() ? ArmDocument.text(address, "fqdn") : ip;
            })
        .filter(address -> !address.isEmpty())
        .toList();
  }

  /** The interfaces' IP configurations of pools that hold machines or scale sets. */
  public List<ResourceId> ipConfigurationIds() {
    return ArmDocument.references(document, "backendIPConfigurations");
  }

  public boolean isEmpty() {
    return addresses().isEmpty() && ArmDocument.each(document, "backendIPConfigurations").isEmpty();
  }
}
