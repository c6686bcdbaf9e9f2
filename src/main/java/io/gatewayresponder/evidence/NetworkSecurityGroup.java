package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A network security group as ARM describes it, custom and default rules. */
public final class NetworkSecurityGroup {
  private final JsonNode document;

  /** Put in order once: a diagnosis asks for every port and every server. */
  private final Map<SecurityRule.Direction, List<SecurityRule>> byPriority =
      new ConcurrentHashMap<>();

  public NetworkSecurityGroup(JsonNode document) {
    this.document = document;
  }

  /** The document as ARM gave it. */
  public JsonNode document() {
    return document;
  }

  public Optional<ResourceId> id() {
    return ResourceId.find(ArmDocument.text(document, "id"));
  }

  public String name() {
    return ArmDocument.name(document);
  }

  /** Every rule, custom and default, in the order in which ARM lists them. */
  public List<SecurityRule> rules() {
    return Stream.concat(
            customRules().stream(),
            ArmDocument.each(document, "defaultSecurityRules").stream()
                .map(rule -> new SecurityRule(rule, true)))
        .toList();
  }

  /** The rules that somebody made, in the order in which ARM lists them. */
  public List<SecurityRule> customRules() {
    return ArmDocument.each(document, "securityRules").stream()
        .map(rule -> new SecurityRule(rule, false))
        .toList();
  }

  /** The rules of one direction in the order in which they are tried. */
  public List<SecurityRule> rulesByPriority(SecurityRule.Direction direction) {
    return byPriority.computeIfAbsent(
        direction,
        any ->
            rules().stream()
                .filter(rule -> rule.direction() == direction)
                .sorted(Comparator.comparingInt(SecurityRule::priority))
                .toList());
  }

  public Optional<SecurityRule> rule(String name) {
    return rules().stream().filter(rule -> rule.name().equalsIgnoreCase(name)).findFirst();
  }
}
