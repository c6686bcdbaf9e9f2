package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.DefaultSecurityRules;
import io.gatewayresponder.lab.twin.estate.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the network provider refuses in the rules of a security group. */
final class SecurityRules {
  /** What it takes on an application security group to name it in a rule. */
  private static final String JOIN =
      "Microsoft.Network/applicationSecurityGroups/joinNetworkSecurityRule/action";

  private static final int LEAST_PRIORITY = 100;
  private static final int MOST_PRIORITY = 4096;
  private static final int MOST_PORT = 65_535;
  private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "icmp", "esp", "ah", "*");
  private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

  /** An address, a range or a service tag. The service was seen to take even a bare number. */
  private static final Pattern PREFIX = Pattern.compile("\\*|[A-Za-z0-9.:]+(?:/\\d{1,3})?");

  /** Words that only the singular field may hold. */
  private static final Set<String> SINGULAR_ONLY =
      Set.of("*", "any", "virtualnetwork", "internet", "azureloadbalancer");

  private SecurityRules() {}

  /** Checks all rules of a group. */
  static void checkGroup(ArmRequest request, ObjectNode group) {
    List<ObjectNode> before = new ArrayList<>();
    for (ObjectNode rule : Json.objects(group.path("properties").path("securityRules"))) {
      check(request, rule, before);
      before.add(rule);
    }
  }

  /**
   * Completes one rule, and throws a 400 when it is not valid or conflicts with another, a 403 when
   * the sender may not use the application security groups that it names.
   */
  static void check(ArmRequest request, ObjectNode rule, List<ObjectNode> others) {
    request.requireLinked(JOIN, applicationGroups(rule));
    DefaultSecurityRules.fillPlurals(rule);
    JsonNode properties = rule.path("properties");
    JsonNode priority = properties.path("priority");
    if (!priority.isInt()
        || priority.asInt() < LEAST_PRIORITY
        || priority.asInt() > MOST_PRIORITY) {
      throw new ArmError(
          400,
          "SecurityRuleInvalidPriority",
          "Security rule has invalid Priority. Value provided: %s Allowed range %d-%d."
              .formatted(priority.asText(), LEAST_PRIORITY, MOST_PRIORITY));
    }
    oneOf(rule, "direction", Set.of("inbound", "outbound"));
    oneOf(rule, "access", Set.of("allow", "deny"));
    oneOf(rule, "protocol", PROTOCOLS);
    ports(rule, "sourcePortRange");
    ports(rule, "destinationPortRange");
    addresses(rule, "source");
    addresses(rule, "destination");
    for (ObjectNode other : others) {
      JsonNode its = other.path("properties");
      if (its.path("priority").asInt() == priority.asInt()
          && its.path("direction")
              .asText()
              .equalsIgnoreCase(properties.path("direction").asText())) {
        throw new ArmError(
            400,
            "SecurityRuleConflict",
            ("Security rule %s conflicts with rule %s. Rules cannot have the same Priority and Direction. To learn more, see"
                    + " aka.ms/nsgrules.")
                .formatted(rule.path("name").asText(), other.path("name").asText()));
      }
    }
  }

  private static Set<String> applicationGroups(ObjectNode rule) {
    Set<String> ids = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String side : List.of("source", "destination")) {
      rule.path("properties")
          .path(side + "ApplicationSecurityGroups")
          .forEach(group -> ids.add(group.path("id").asText()));
    }
    return ids;
  }

  private static void oneOf(ObjectNode rule, String field, Set<String> allowed) {
    String value = rule.path("properties").path(field).asText();
    if (!allowed.contains(value.toLowerCase(Locale.ROOT))) {
      throw invalid(rule, field, value);
    }
  }

  private static void ports(ObjectNode rule, String field) {
    List<String> values = values(rule, field, field + "s");
    if (values.isEmpty()) {
      throw missing(rule, field);
    }
    for (String value : values) {
      var matcher = PORTS.matcher(value);
      boolean good = value.equals("*");
      if (matcher.matches()) {
        int from = Integer.parseInt(matcher.group(1));
        int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
        good = from <= to && to <= MOST_PORT;
      }
      if (!good) {
        throw new ArmError(
            400,
            "SecurityRuleInvalidPortRange",
            "Security rule has invalid Port range. Value provided: %s. Value should be an integer OR integer range with '-'"
                    .formatted(value)
                + " delimiter. Valid range 0-65535.");
      }
    }
  }

  private static void addresses(ObjectNode rule, String side) {
    JsonNode properties = rule.path("properties");
    List<String> values = values(rule, side + "AddressPrefix", side + "AddressPrefixes");
    if (values.isEmpty() && properties.path(side + "ApplicationSecurityGroups").isEmpty()) {
      throw missing(rule, side + "AddressPrefix");
    }
    for (String value : values) {
      if (!PREFIX.matcher(value).matches()) {
        throw new ArmError(
            400,
            "SecurityRuleInvalidAddressPrefix",
            "Security rule %s has invalid Address prefix. Value provided: %s"
                .formatted(rule.path("name").asText(), value));
      }
    }
    for (JsonNode plural : properties.path(side + "AddressPrefixes")) {
      if (SINGULAR_ONLY.contains(plural.asText().toLowerCase(Locale.ROOT))) {
        throw new ArmError(
            400,
            "SecurityRuleParameterContainsUnsupportedValue",
            ("Security rule parameter %sAddressPrefixes for rule with Id %s cannot specify existing VIRTUALNETWORK, INTERNET,"
                    + " AZURELOADBALANCER, '*' or system tags. Unsupported value used: %s.")
                .formatted(side, rule.path("id").asText(), plural.asText()));
      }
    }
  }

  private static List<String> values(ObjectNode rule, String singular, String plural) {
    List<String> values = new ArrayList<>();
    String one = rule.path("properties").path(singular).asText();
    if (!one.isEmpty()) {
      values.add(one);
    }
    rule.path("properties").path(plural).forEach(value -> values.add(value.asText()));
    return values;
  }

  private static ArmError missing(ObjectNode rule, String field) {
    return new ArmError(
        400,
        "SecurityRuleParameterNotSpecified",
        "Required security rule parameters are missing for security rule with Id: %s. Security rule must specify %s."
            .formatted(rule.path("id").asText(), field));
  }

  private static ArmError invalid(ObjectNode rule, String field, String value) {
    return new ArmError(
        400,
        "InvalidRequestFormat",
        "Cannot parse the request. %s of %s is '%s'."
            .formatted(field, rule.path("id").asText(), value));
  }
}
