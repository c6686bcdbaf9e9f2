package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A back-end address pool: the servers, by address, by name, or by network interface.
 *
 * @param addresses IP addresses and host names, in the order of the document
 * @param ipConfigurations the ids of the interfaces' IP configurations, as they came, where the
 *     pool holds machines or scale sets
 */
public record BackendPool(String name, List<String> addresses, List<String> ipConfigurations) {
  static BackendPool of(JsonNode document) {
    List<String> addresses = new ArrayList<>();
    for (JsonNode element : ArmDocument.each(document, "backendAddresses")) {
      String address = address(element);
      if (!address.isEmpty()) {
        addresses.add(address);
      }
    }
    return new BackendPool(
        ArmDocument.name(document),
        List.copyOf(addresses),
        ArmDocument.each(document, "backendIPConfigurations").stream()
            .map(element -> ArmDocument.text(element, "id"))
            .toList());
  }

  private static String address(JsonNode address) {
    String ip = ArmDocument.text(address, "ipAddress");
    return ip.isEmpty() ? ArmDocument.text(address, "fqdn") : ip;
  }

  /** Those that are resource ids. */
  public List<ResourceId> ipConfigurationIds() {
    return ipConfigurations.isEmpty()
        ? List.of()
        : ipConfigurations.stream().flatMap(id -> ResourceId.find(id).stream()).toList();
  }

  public boolean isEmpty() {
    return addresses.isEmpty() && ipConfigurations.isEmpty();
  }
}
