package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.BackendPool;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Listener;
import io.gatewayresponder.evidence.PathMap;
import io.gatewayresponder.evidence.RoutingRule;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.List;
import java.util.stream.Stream;

/** The parts of a gateway that causes are about, as they are now; judged as step 3 judges them. */
final class Routed {
  static final String RULES = "requestRoutingRules";
  static final String LISTENERS = "httpListeners";
  static final String MAPS = "urlPathMaps";
  static final String POOLS = "backendAddressPools";
  static final String SETTINGS = "backendHttpSettingsCollection";
  static final String PORTS = "frontendPorts";

  /** New requests follow the new configuration; what was read before does not. */
  static final String RECOVERY =
      "The write takes minutes; then requests should be served within one or two probe intervals.";

  private Routed() {}

  /** Rules of HTTP; those of layer 4 are put right by hand. */
  static List<RoutingRule> rules(List<Finding> causes, Gateway gateway) {
    List<String> named =
        subjects(causes)
            .filter(Subject.Rule.class::isInstance)
            .map(subject -> ((Subject.Rule) subject).name())
            .toList();
    return gateway.routingRules().stream()
        .filter(rule -> !rule.isLayerFour())
        .filter(rule -> named.stream().anyMatch(rule.name()::equalsIgnoreCase))
        .toList();
  }

  static List<PathMap> maps(List<Finding> causes, Gateway gateway) {
    List<String> named =
        subjects(causes)
            .filter(Subject.PathMap.class::isInstance)
            .map(subject -> ((Subject.PathMap) subject).name())
            .toList();
    return gateway.pathMaps().stream()
        .filter(map -> named.stream().anyMatch(map.name()::equalsIgnoreCase))
        .toList();
  }

  static List<Listener> listeners(List<Finding> causes, Gateway gateway) {
    List<String> named =
        subjects(causes)
            .filter(Subject.Listener.class::isInstance)
            .map(subject -> ((Subject.Listener) subject).name())
            .toList();
    return gateway.listeners().stream()
        .filter(listener -> named.stream().anyMatch(listener.name()::equalsIgnoreCase))
        .toList();
  }

  /** The causes that are about this. */
  static List<Finding> about(List<Finding> causes, Subject subject) {
    return causes.stream().filter(cause -> cause.subject().equals(subject)).toList();
  }

  private static Stream<Subject> subjects(List<Finding> causes) {
    return causes.stream().map(Finding::subject);
  }

  /** True where requests find no pool or no setting; an empty pool is another matter. */
  static boolean leadsNowhere(Gateway gateway, String pool, String setting) {
    return gateway.pool(pool).isEmpty() || gateway.setting(setting).isEmpty();
  }

  static boolean isEmpty(Gateway gateway, String pool) {
    return gateway.pool(pool).map(BackendPool::isEmpty).orElse(false);
  }

  /** True for a rule by path whose map is not there. */
  static boolean lacksMap(Gateway gateway, RoutingRule rule) {
    return rule.isPathBased() && rule.pathMapName().flatMap(gateway::pathMap).isEmpty();
  }
}
