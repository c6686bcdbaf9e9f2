package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What happens to a listener's requests: a pool and a setting, a path map, or a redirect. */
public record RoutingRule(JsonNode document) {
  public String name() {
    return ArmDocument.name(document);
  }

  public String listenerName() {
    String http = ArmDocument.referredName(document, "httpListener");
    return http.isEmpty() ? ArmDocument.referredName(document, "listener") : http;
  }

  public String poolName() {
    return ArmDocument.referredName(document, "backendAddressPool");
  }

  public String settingName() {
    String http = ArmDocument.referredName(document, "backendHttpSettings");
    return http.isEmpty() ? ArmDocument.referredName(document, "backendSettings") : http;
  }

  /** Rules by path name only this; their pools and settings are in the map. */
  public Optional<String> pathMapName() {
    return Optional.of(ArmDocument.referredName(document, "urlPathMap"))
        .filter(name -> !name.isEmpty());
  }

  /** True when the rule answers with a redirect and needs no pool. */
  public boolean isRedirect() {
    return !ArmDocument.referredName(document, "redirectConfiguration").isEmpty();
  }

  /** True when a policy spreads requests over several pools; the pools are in the policy. */
  public boolean spreadsLoad() {
    return !ArmDocument.referredName(document, "loadDistributionPolicy").isEmpty();
  }

  /** Of two kinds in one document a basic rule may still name an unused map. */
  public boolean isPathBased() {
    return ArmDocument.property(document, "ruleType").equalsIgnoreCase("PathBasedRouting");
  }
}
