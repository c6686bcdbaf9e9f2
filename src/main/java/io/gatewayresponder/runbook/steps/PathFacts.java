package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.NetworkPath;
import io.gatewayresponder.evidence.NetworkPath.Blocked;
import io.gatewayresponder.evidence.NetworkPath.Diverted;
import io.gatewayresponder.evidence.NetworkPath.Open;
import io.gatewayresponder.evidence.NetworkPath.Undecided;
import io.gatewayresponder.evidence.NetworkPath.Vacant;
import io.gatewayresponder.evidence.SecurityRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What findings about paths keep: the probe's facts, what decided, for which of the servers, and
 * what Network Watcher says.
 */
final class PathFacts {
  private final ProbePath path;
  private final Map<String, NetworkPath> verdicts;
  private final Map<String, String> facts;

  private PathFacts(ProbePath path) {
    this.path = path;
    this.verdicts = new LinkedHashMap<>(path.paths());
    this.verdicts.putAll(path.found());
    this.facts = new LinkedHashMap<>(path.probe().facts());
  }

  static Map<String, String> of(ProbePath path) {
    PathFacts facts = new PathFacts(path);
    facts.put();
    return facts.facts;
  }

  private void put() {
    facts.put("server", String.join(", ", verdicts.keySet()));
    facts.put("gatewaySubnetId", path.gatewaySubnetId());
    Optional<Blocked> blocked = first(Blocked.class);
    Optional<Diverted> diverted =
        blocked
            .map(rule -> rule.behind().stream().filter(this::isMeant).findFirst())
            .orElseGet(() -> first(Diverted.class));
    diverted.ifPresent(this::route);
    blocked.ifPresent(this::rule);
    List<String> named = path.second().named();
    if (blocked.isEmpty() && diverted.isEmpty() && !named.isEmpty()) {
      about(named::contains);
    } else if (blocked.isEmpty() && diverted.isEmpty() && !path.decided().isEmpty()) {
      about(path.decided()::contains);
    }
    verdicts.values().stream()
        .filter(Vacant.class::isInstance)
        .map(verdict -> ((Vacant) verdict).subnet())
        .findFirst()
        .ifPresent(subnet -> facts.put("vacantIn", subnet));
    facts.putAll(path.second().facts());
    if (differs()) {
      facts.put("secondOpinionDiffers", "true");
    }
  }

  private <T extends NetworkPath> Optional<T> first(Class<T> verdict) {
    return verdicts.values().stream()
        .flatMap(path -> path.obstacles().stream())
        .filter(verdict::isInstance)
        .filter(this::isMeant)
        .map(verdict::cast)
        .findFirst();
  }

  private boolean isMeant(NetworkPath obstacle) {
    return path.obstacle().isEmpty() || path.obstacle().equals(obstacle.decidedBy());
  }

  private boolean isBehind(String server, String id) {
    return verdicts.getOrDefault(server, new Undecided(List.of())).obstacles().stream()
        .anyMatch(one -> one.decidedBy().equals(Optional.of(id)));
  }

  private void rule(Blocked blocked) {
    String ruleId = blocked.ruleId();
    facts.put("rule", blocked.rule().name());
    facts.put("ruleId", ruleId);
    facts.put("nsg", blocked.group().name());
    facts.put("nsgId", blocked.group().toString());
    facts.put("priority", Integer.toString(blocked.priority()));
    facts.put("direction", blocked.direction().name());
    facts.put("default", Boolean.toString(blocked.isByDefault()));
    facts.put("where", blocked.where().words());
    facts.put("subnet", String.join(", ", blocked.gatewayPrefixes()));
    if (!blocked.exceptions().isEmpty()) {
      facts.put(
          "exceptions",
          String.join(", ", blocked.exceptions().stream().map(SecurityRule::name).toList()));
    }
    about(server -> isBehind(server, ruleId));
  }

  private void route(Diverted diverted) {
    String routeId = diverted.routeId();
    facts.put("ruleId", routeId);
    facts.put("routeTable", diverted.table().name());
    facts.put("routeTableId", diverted.table().toString());
    facts.put("route", diverted.route().name());
    facts.put("prefix", diverted.route().prefix());
    facts.put("nextHop", diverted.nextHop());
    facts.put("way", diverted.way().words());
    facts.put("routeSubnet", diverted.subnet());
    about(server -> isBehind(server, routeId));
  }

  private void about(Predicate<String> which) {
    List<String> servers = verdicts.keySet().stream().filter(which).toList();
    facts.put("server", String.join(", ", servers));
    List<String> others = verdicts.keySet().stream().filter(which.negate()).toList();
    if (others.isEmpty()) {
      facts.remove("alsoFailing");
    } else {
      facts.put("alsoFailing", String.join(", ", others));
    }
  }

  /** A verdict of ours that is not doubtful, and Network Watcher found otherwise. */
  private boolean differs() {
    return path.paths().entrySet().stream()
        .anyMatch(
            one ->
                one.getValue() instanceof Open
                    ? path.second().names("NetworkSecurityRule", "UserDefinedRoute")
                    : !(one.getValue() instanceof Undecided)
                        && path.second().reaches(one.getKey()));
  }
}
