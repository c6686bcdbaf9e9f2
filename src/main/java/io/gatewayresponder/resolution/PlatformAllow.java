package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.ManagementPath;
import io.gatewayresponder.evidence.ManagementPath.Refused;
import io.gatewayresponder.evidence.NetworkSecurityGroup;
import io.gatewayresponder.evidence.PlatformService;
import io.gatewayresponder.evidence.SecurityRule;
import io.gatewayresponder.evidence.Sight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the Allow rules that let services of the platform in again, in the group of the gateway's
 * own subnet: each from the service's tag, on what it needs and no more, with a number that wins.
 * Whether it wins is judged by the code that found the fault.
 */
final class PlatformAllow {
  /** What came of planning. */
  record Plan(List<Change> changes, List<Refused> cleared, ManagementPath afterwards) {}

  private static final String ANY = "*";

  private PlatformAllow() {}

  static Optional<ManagementPath> path(Sight sight) {
    return sight.gateway().asFound().map(gateway -> ManagementPath.look(sight, gateway));
  }

  /** One rule for each service that is kept out; nothing where that cannot be done. */
  static Optional<Plan> plan(Sight sight) {
    List<Change> changes = new ArrayList<>();
    List<Refused> cleared = new ArrayList<>();
    for (PlatformService service : PlatformService.values()) {
      Sight then = new SightAfter(sight, changes);
      Optional<Refused> refused = path(then).flatMap(path -> refusal(path, service));
      if (refused.isPresent()) {
        Optional<Change> allow = clearest(refused.get(), then);
        if (allow.isEmpty()) {
          return Optional.empty();
        }
        changes.add(allow.get());
        cleared.add(refused.get());
      }
    }
    return path(new SightAfter(sight, changes))
        .filter(path -> !changes.isEmpty() && !path.isRefused())
        .map(path -> new Plan(List.copyOf(changes), List.copyOf(cleared), path));
  }

  private static Optional<Refused> refusal(ManagementPath path, PlatformService service) {
    return service == PlatformService.GATEWAY_MANAGER ? path.gatewayManager() : path.loadBalancer();
  }

  /**
   * The first number, from the highest that wins, after which the service is let in and nothing
   * else about it is in doubt; else the least doubtful.
   */
  private static Optional<Change> clearest(Refused refused, Sight then) {
    Map<Change, Integer> doubts = new LinkedHashMap<>();
    for (Change candidate : candidates(refused, then)) {
      Optional<ManagementPath> after = path(new SightAfter(then, List.of(candidate)));
      if (after.isPresent() && refusal(after.get(), refused.service()).isEmpty()) {
        doubts.put(candidate, after.get().why().size());
      }
    }
    return doubts.entrySet().stream().min(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  /** With a number below each Deny: the one that decides first may not be the only one. */
  private static List<Change> candidates(Refused refused, Sight then) {
    NetworkSecurityGroup group = then.networkSecurityGroup(refused.group()).asFound().orElseThrow();
    Gateway gateway = then.gateway().asFound().orElseThrow();
    String name = name(group, refused.service());
    return group.rulesByPriority(SecurityRule.Direction.INBOUND).stream()
        .filter(SecurityRule::denies)
        .map(SecurityRule::priority)
        .filter(number -> number <= refused.rule().priority())
        .sorted(Comparator.reverseOrder())
        .flatMap(
            number ->
                RuleNumbers.below(group, SecurityRule.Direction.INBOUND, number).stream().boxed())
        .distinct()
        .map(
            number ->
                Change.put(
                    refused.group().child("securityRules", name),
                    null,
                    body(name, refused.service(), number, ManagementPath.look(then, gateway))))
        .toList();
  }

  private static String name(NetworkSecurityGroup group, PlatformService service) {
    String wish = "allow-" + service.tag();
    String name = wish;
    for (int i = 2; group.rule(name).isPresent(); i++) {
      name = wish + "-" + i;
    }
    return name;
  }

  private static ObjectNode body(
      String name, PlatformService service, int number, ManagementPath path) {
    boolean manager = service == PlatformService.GATEWAY_MANAGER;
    ObjectNode rule = JsonNodeFactory.instance.objectNode().put("name", name);
    rule.putObject("properties")
        .put(
            "description",
            manager
                ? "Lets Azure manage the application gateway's instances."
                : "Lets Azure probe the application gateway's instances.")
        .put("access", "Allow")
        .put("direction", "Inbound")
        .put("priority", number)
        .put("protocol", manager ? "Tcp" : ANY)
        .put("sourceAddressPrefix", service.tag())
        .put("sourcePortRange", ANY)
        .put("destinationAddressPrefix", ANY)
        .put("destinationPortRange", manager ? path.ports() : ANY);
    return rule;
  }
}
