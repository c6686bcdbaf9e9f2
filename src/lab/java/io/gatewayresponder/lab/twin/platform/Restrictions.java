package io.gatewayresponder.lab.twin.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.network.AddressRange;
import io.gatewayresponder.lab.twin.network.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whom an app's front end lets in: the rule with the lowest number that matches decides. When there
 * are rules, whoever matches none stays out, unless the configuration says otherwise.
 */
record Restrictions(List<JsonNode> rules, boolean otherwise) {

  /** The platform's made-up last rule says what {@link #otherwise} says, and is left out. */
  private static final int MADE_UP = Integer.MAX_VALUE;

  static Restrictions of(JsonNode configuration) {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode rule : configuration.path("ipSecurityRestrictions")) {
      if (priority(rule) < MADE_UP) {
        rules.add(rule);
      }
    }
    // A stable sort: of two rules with one number the first in the document is tried first.
    rules.sort(Comparator.comparingInt(Restrictions::priority));
    boolean allows =
        Json.text(configuration, "ipSecurityRestrictionsDefaultAction")
            .map(action -> action.equalsIgnoreCase("Allow"))
            .orElse(rules.isEmpty());
    return new Restrictions(List.copyOf(rules), allows);
  }

  boolean admits(Caller caller) {
    return rules.stream()
        .filter(rule -> matches(rule, caller))
        .findFirst()
        .map(rule -> rule.path("action").asText("Allow").equalsIgnoreCase("Allow"))
        .orElse(otherwise);
  }

  private static boolean matches(JsonNode rule, Caller caller) {
    if (!rule.path("headers").isEmpty()) {
      // The headers that a rule can ask for are Front Door's, or name who was forwarded; a gateway
      // sends none that a rule would be written for.
      return false;
    }
    Optional<String> subnet = Json.text(rule, "vnetSubnetResourceId");
    if (subnet.isPresent()) {
      return caller.throughEndpoint() && Json.sameId(subnet.get(), caller.subnetId());
    }
    String address = rule.path("ipAddress").asText();
    if (address.equalsIgnoreCase("Any")) {
      return true;
    }
    if (caller.throughEndpoint()) {
      return false;
    }
    return rule.path("tag").asText().equalsIgnoreCase("ServiceTag")
        ? isAzure(address, caller)
        : caller.publicAddresses().stream().anyMatch(own -> holds(address, own));
  }

  /** Of the service tags, a gateway's public address is in Azure's own. */
  private static boolean isAzure(String tag, Caller caller) {
    return tag.equalsIgnoreCase("AzureCloud")
        || tag.equalsIgnoreCase("AzureCloud." + caller.location().replace(" ", ""));
  }

  /** A rule may hold several ranges, joined by commas. */
  private static boolean holds(String ranges, String address) {
    Optional<Long> wanted = AddressRange.address(address);
    for (String range : ranges.split(",", -1)) {
      if (wanted.isPresent()
          && AddressRange.find(range).map(each -> each.contains(wanted.get())).orElse(false)) {
        return true;
      }
    }
    return false;
  }

  private static int priority(JsonNode rule) {
    return rule.path("priority").asInt(MADE_UP);
  }
}
