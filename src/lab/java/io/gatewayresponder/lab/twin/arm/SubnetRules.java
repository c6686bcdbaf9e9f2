package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.network.AddressRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is refused in a subnet, and what is added to it. Codes and messages are those that people
 * quoted; a range that the twin does not model (IPv6) is believed.
 */
record SubnetRules(ArmRoom room) {
  private static final String NETWORK = "Microsoft.Network/";

  /** What a subnet may refer to, and the right that this takes on the other resource. */
  private static final Map<String, String> LINKS = links();

  private static Map<String, String> links() {
    Map<String, String> links = new LinkedHashMap<>();
    links.put("networkSecurityGroup", NETWORK + "networkSecurityGroups/join/action");
    links.put("routeTable", NETWORK + "routeTables/join/action");
    links.put("natGateway", NETWORK + "natGateways/join/action");
    return links;
  }

  /** Completes a subnet that was sent, or throws. */
  void check(NetworkChildren.Sent sent) {
    joins(sent);
    List<String> prefixes = prefixes(sent.child());
    if (prefixes.isEmpty()) {
      throw new ArmError(
          400,
          "InvalidRequestFormat",
          "Cannot parse the request. The subnet %s has no address prefix."
              .formatted(sent.child().path("id").asText()));
    }
    sent.stored().ifPresent(old -> requireUnusedGone(old, prefixes));
    for (String prefix : prefixes) {
      fits(sent, prefix);
    }
    serviceEndpoints(sent.child());
  }

  private void joins(NetworkChildren.Sent sent) {
    LINKS.forEach(
        (field, action) -> {
          String target = sent.child().path("properties").path(field).path("id").asText();
          if (target.isEmpty()) {
            return;
          }
          sent.request().requireLinked(action, Set.of(target));
          boolean kept =
              sent.stored()
                  .map(old -> old.path("properties").path(field).path("id").asText())
                  .filter(target::equalsIgnoreCase)
                  .isPresent();
          if (!kept && room.estate().find(target).isEmpty()) {
            throw GatewayRules.invalidReference(target, sent.child().path("id").asText());
          }
        });
  }

  /** A prefix from which somebody has an address stays. */
  private void requireUnusedGone(ObjectNode stored, List<String> prefixes) {
    for (String old : prefixes(stored)) {
      if (!prefixes.contains(old) && isUsed(stored, old)) {
        throw new ArmError(
            400,
            "InUsePrefixCannotBeDeleted",
            "IpPrefix %s on Subnet %s has active allocations and cannot be deleted."
                .formatted(old, stored.path("name").asText()));
      }
    }
  }

  /** A gateway's instances have their addresses from the first prefix. */
  private boolean isUsed(ObjectNode subnet, String prefix) {
    JsonNode its = subnet.path("properties");
    boolean isFirst = prefixes(subnet).get(0).equals(prefix);
    if (isFirst && !its.path("applicationGatewayIPConfigurations").isEmpty()) {
      return true;
    }
    return Json.objects(its.path("ipConfigurations")).stream()
        .map(user -> room.estate().find(user.path("id").asText()))
        .map(found -> found.map(user -> user.path("properties").path("privateIPAddress").asText()))
        .anyMatch(address -> address.map(text -> holds(prefix, text)).orElse(isFirst));
  }

  private static boolean holds(String prefix, String address) {
    Optional<AddressRange> range = AddressRange.find(prefix);
    return AddressRange.address(address)
        .flatMap(at -> range.map(in -> in.contains(at)))
        .orElse(false);
  }

  private static void fits(NetworkChildren.Sent sent, String prefix) {
    if (!prefix.contains("/") || (AddressRange.find(prefix).isEmpty() && !prefix.contains(":"))) {
      throw new ArmError(
          400,
          "InvalidAddressPrefixFormat",
          ("Address prefix %s of resource %s is not formatted correctly. It should follow CIDR"
                  + " notation, for example 10.0.0.0/24.")
              .formatted(prefix, sent.child().path("id").asText()));
    }
    Optional<AddressRange> range = AddressRange.find(prefix);
    if (range.isEmpty()) {
      return;
    }
    List<String> space = texts(sent.parent().at("/properties/addressSpace/addressPrefixes"));
    if (space.stream().noneMatch(each -> inside(range.get(), each))) {
      throw invalid(sent, "NetcfgSubnetRangeOutsideVnet", "is outside the IP address range of");
    }
    for (ObjectNode other : sent.others()) {
      if (prefixes(other).stream().anyMatch(each -> overlap(range.get(), each))) {
        throw invalid(
            sent, "NetcfgSubnetRangesOverlap", "overlaps with that of an existing subnet in");
      }
    }
  }

  private static boolean inside(AddressRange range, String space) {
    return AddressRange.find(space)
        .map(all -> all.contains(range.first()) && all.contains(range.last()))
        .orElse(false);
  }

  private static boolean overlap(AddressRange range, String other) {
    return AddressRange.find(other)
        .map(its -> range.first() <= its.last() && its.first() <= range.last())
        .orElse(false);
  }

  private static ArmError invalid(NetworkChildren.Sent sent, String code, String how) {
    return new ArmError(
        400,
        code,
        "Subnet '%s' is not valid because its IP address range %s virtual network '%s'."
            .formatted(
                sent.child().path("name").asText(), how, sent.parent().path("name").asText()));
  }

  /** An endpoint is for all regions unless some were named, and ready at once. */
  private static void serviceEndpoints(ObjectNode subnet) {
    for (ObjectNode endpoint : Json.objects(Json.properties(subnet).path("serviceEndpoints"))) {
      endpoint.put("provisioningState", "Succeeded");
      if (endpoint.path("locations").isEmpty()) {
        endpoint.putArray("locations").add("*");
      }
    }
  }

  private static List<String> prefixes(ObjectNode subnet) {
    JsonNode its = subnet.path("properties");
    List<String> prefixes = texts(its.path("addressPrefixes"));
    String one = its.path("addressPrefix").asText("");
    if (!one.isEmpty() && !prefixes.contains(one)) {
      prefixes.add(0, one);
    }
    return prefixes;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
