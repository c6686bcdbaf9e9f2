package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What happens to a listener's requests: a pool and a setting, a path map, or a redirect.
 *
 * @param poolName empty where the rule names none
 * @param settingName empty where the rule names none
 * @param pathMapName rules by path name only this; their pools and settings are in the map
 * @param isRedirect true when the rule answers with a redirect and needs no pool
 * @param spreadsLoad true when a policy spreads requests over several pools; the pools are in the
 *     policy
 * @param priority the lower number is asked first; rules of the first generation have none
 * @param isLayerFour true for a rule of a TCP or TLS listener
 * @param isPathBased of two kinds in one document a basic rule may still name an unused map
 */
public record RoutingRule(
    String name,
    String listenerName,
    String poolName,
    String settingName,
    Optional<String> pathMapName,
    boolean isRedirect,
    boolean spreadsLoad,
    OptionalInt priority,
    boolean isLayerFour,
    boolean isPathBased) {
  static RoutingRule of(JsonNode document) {
    return new RoutingRule(
        ArmDocument.name(document),
        either(document, "httpListener", "listener"),
        ArmDocument.referredName(document, "backendAddressPool"),
        either(document, "backendHttpSettings", "backendSettings"),
        Optional.of(ArmDocument.referredName(document, "urlPathMap"))
            .filter(name -> !name.isEmpty()),
        !ArmDocument.referredName(document, "redirectConfiguration").isEmpty(),
        !ArmDocument.referredName(document, "loadDistributionPolicy").isEmpty(),
        priority(document),
        document.path("properties").has("listener"),
        ArmDocument.property(document, "ruleType").equalsIgnoreCase("PathBasedRouting"));
  }

  private static OptionalInt priority(JsonNode document) {
    int priority = ArmDocument.number(document, "priority", 0);
    return priority > 0 ? OptionalInt.of(priority) : OptionalInt.empty();
  }

  /** Rules of layer 4 have names of their own for what they refer to. */
  private static String either(JsonNode document, String http, String layer4) {
    String name = ArmDocument.referredName(document, http);
    return name.isEmpty() ? ArmDocument.referredName(document, layer4) : name;
  }
}
