package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import io.gatewayresponder.lab.twin.network.AddressRange;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What App Service refuses in a list of access restrictions. */
final class SiteRules {
  /** Documented. */
  private static final int MOST_RULES = 512;

  /** Documented: one rule holds up to this many ranges. */
  private static final int MOST_RANGES = 8;

  /** Roughly: what an address of version 6 may hold. */
  private static final Pattern SIX = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:]*/\\d{1,3}");

  /** The service's own last rule; a client that sends it back means nothing by it. */
  private static final int MADE_UP = Integer.MAX_VALUE;

  private static final List<String> LISTS =
      List.of("ipSecurityRestrictions", "scmIpSecurityRestrictions");

  private SiteRules() {}

  /** Throws a 400 for the first rule that is not possible. Two rules may have one priority. */
  static void check(JsonNode configuration) {
    for (String list : LISTS) {
      List<ObjectNode> rules =
          rules(configuration, list).filter(rule -> priority(rule) != MADE_UP).toList();
      if (rules.size() > MOST_RULES) {
        throw WebError.badRequest("There can be at most {0} access restrictions.", "" + MOST_RULES);
      }
      long numbered = rules.stream().filter(rule -> priority(rule) > 0).count();
      if (numbered > 0 && numbered < rules.size()) {
        throw WebError.badRequest("Priority must be specified in an all or nothing manner.");
      }
      rules.forEach(SiteRules::checkRule);
    }
  }

  /** The subnets that rules name, as they are written. */
  static List<String> subnets(JsonNode configuration) {
    return LISTS.stream()
        .flatMap(list -> rules(configuration, list))
        .map(rule -> rule.path("vnetSubnetResourceId").asText(""))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  private static Stream<ObjectNode> rules(JsonNode configuration, String list) {
    return Json.objects(configuration.path(list)).stream();
  }

  private static int priority(JsonNode rule) {
    return rule.path("priority").asInt(0);
  }

  private static void checkRule(JsonNode rule) {
    String address = rule.path("ipAddress").asText("");
    String subnet = rule.path("vnetSubnetResourceId").asText("");
    if (address.isEmpty() == subnet.isEmpty()) {
      throw WebError.badRequest(
          "IpSecurityRestriction is invalid. Only IpAddress or VnetSubnetResourceId property must be"
              + " specified.");
    }
    if (!subnet.isEmpty() && ResourceId.find(subnet).isEmpty()) {
      throw WebError.badRequest("{0} is not the id of a subnet.", subnet);
    }
    boolean isTag = rule.path("tag").asText().equalsIgnoreCase("ServiceTag");
    if (subnet.isEmpty() && !isTag && !address.equalsIgnoreCase("Any")) {
      String[] ranges = address.split(",", -1);
      if (ranges.length > MOST_RANGES) {
        throw WebError.badRequest(
            "Access restriction {0} has too many ranges.", rule.path("name").asText());
      }
      for (String range : ranges) {
        checkRange(range);
      }
    }
  }

  /** A range has a length, also when it is a single address. */
  private static void checkRange(String range) {
    boolean isSix = SIX.matcher(range).matches();
    if (!isSix && !(range.contains("/") && AddressRange.find(range).isPresent())) {
      throw WebError.badRequest(
          "IpSecurityRestriction.IpAddress is invalid. It must be in CIDR format.");
    }
  }
}
