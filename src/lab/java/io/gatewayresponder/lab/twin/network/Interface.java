package io.gatewayresponder.lab.twin.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One address of a network interface: where it is, its application security groups, and the
 * interface's own group.
 */
record Interface(
    String id,
    long address,
    String subnetId,
    Set<String> applicationGroups,
    Optional<SecurityGroup> group) {

  static List<Interface> readAll(
      Documents documents, Function<String, Optional<SecurityGroup>> groups) {
    List<Interface> all = new ArrayList<>();
    for (JsonNode nic : documents.ofType("Microsoft.Network/networkInterfaces")) {
      Optional<SecurityGroup> group =
          Json.reference(Json.properties(nic), "networkSecurityGroup").flatMap(groups);
      for (JsonNode configuration : Json.properties(nic).path("ipConfigurations")) {
        read(configuration, nic.path("id").asText(), group).ifPresent(all::add);
      }
    }
    return List.copyOf(all);
  }

  private static Optional<Interface> read(
      JsonNode configuration, String nicId, Optional<SecurityGroup> group) {
    JsonNode properties = Json.properties(configuration);
    Set<String> applicationGroups = new TreeSet<>();
    properties
        .path("applicationSecurityGroups")
        .forEach(each -> applicationGroups.add(Json.lower(each.path("id").asText())));
    String id =
        Json.text(configuration, "id")
            .orElse(nicId + "/ipConfigurations/" + configuration.path("name").asText());
    return AddressRange.address(properties.path("privateIPAddress").asText())
        .map(
            address ->
                new Interface(
                    Json.lower(id),
                    address,
                    Json.lower(Json.reference(properties, "subnet").orElse("")),
                    applicationGroups,
                    group));
  }
}
