package io.gatewayresponder.lab.twin.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A network security group: rules by priority, the lowest number that matches decides, the defaults
 * come last.
 */
public record SecurityGroup(String name, List<SecurityRule> rules) {

  /** Which rule decided, whether somebody made it, and how it decided. */
  public record Ruling(boolean allowed, String rule, boolean byUser) {}

  /** The rules that every group ends with have numbers from here on; a user's end at 4096. */
  private static final int FIRST_DEFAULT_PRIORITY = 65_000;

  public static SecurityGroup of(JsonNode document) {
    JsonNode properties = Json.properties(document);
    List<SecurityRule> rules = new ArrayList<>();
    properties.path("securityRules").forEach(rule -> rules.add(SecurityRule.of(rule)));
    if (properties.path("defaultSecurityRules").isEmpty()) {
      rules.addAll(DefaultRules.ALL);
    } else {
      properties.path("defaultSecurityRules").forEach(rule -> rules.add(SecurityRule.of(rule)));
    }
    rules.sort(Comparator.comparingInt(SecurityRule::priority));
    return new SecurityGroup(document.path("name").asText("unnamed"), List.copyOf(rules));
  }

  public Ruling rule(Flow flow, boolean inbound, VirtualSpace space) {
    return rules.stream()
        .filter(rule -> rule.inbound() == inbound && rule.matches(flow, space))
        .findFirst()
        .map(
            rule ->
                new Ruling(rule.allows(), rule.name(), rule.priority() < FIRST_DEFAULT_PRIORITY))
        .orElse(new Ruling(false, "no rule", false));
  }
}
