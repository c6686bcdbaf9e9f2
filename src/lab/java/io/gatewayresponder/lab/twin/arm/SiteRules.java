package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import java.util.List;

/** What App Service refuses in a list of access restrictions. */
final class SiteRules {
  /** Documented. */
  private static final int MOST_RULES = 512;

  /** Documented: one rule holds up to this many ranges. */
  private static final int MOST_RANGES = 8;

  private static final String RESTRICTIONS = "ipSecurityRestrictions";

  private SiteRules() {}

  static void check(JsonNode configuration) {
    List<ObjectNode> rules = Json.objects(configuration.path(RESTRICTIONS));
    if (rules.size() > MOST_RULES) {
      throw WebError.badRequest("There can be at most {0} access restrictions.", "" + MOST_RULES);
    }
    rules.forEach(SiteRules::checkRule);
  }

  /** The subnets that rules name, as they are written. */
  static List<String> subnets(JsonNode configuration) {
    return Json.objects(configuration.path(RESTRICTIONS)).stream()
        .map(rule -> rule.path("vnetSubnetResourceId").asText(""))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  private static void checkRule(JsonNode rule) {
    String address = rule.path("ipAddress").asText("");
    String subnet = rule.path("vnetSubnetResourceId").asText("");
    String name = rule.path("name").asText();
    if (address.isEmpty() == subnet.isEmpty()) {
      throw WebError.badRequest("Access restriction {0} needs an address or a subnet.", name);
    }
    if (!subnet.isEmpty() && ResourceId.find(subnet).isEmpty()) {
      throw WebError.badRequest("{0} is not the id of a subnet.", subnet);
    }
    boolean isTag = rule.path("tag").asText().equalsIgnoreCase("ServiceTag");
    if (subnet.isEmpty() && !isTag && !address.equalsIgnoreCase("Any")) {
      String[] ranges = address.split(",", -1);
      if (ranges.length > MOST_RANGES) {
        throw WebError.badRequest("Access restriction {0} has too many ranges.", name);
      }
      for (String range : ranges) {
        checkRange(range);
      }
    }
  }

  /** A range has a length, also when it is a single address. */
  private static void checkRange(String range) {
    boolean looksRight =
        range.matches("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}")
            || range.matches("[0-9a-fA-F:]+/\\d{1,3}");
    if (!looksRight) {
      throw WebError.badRequest("The IpAddress {0} is not a valid CIDR block.", range);
    }
  }
}
