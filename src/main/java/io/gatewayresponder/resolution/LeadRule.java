package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.RoutingRule;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * Leads a rule that leads nowhere to a pool through a setting: a rule that names none, or one by
 * path whose map is missing. The latter serves all paths alike from then on, since which paths the
 * map knew cannot be read any more.
 */
final class LeadRule implements Resolution {
  @Override
  public Family family() {
    return Family.E;
  }

  @Override
  public String name() {
    return "LeadRule";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    List<Option> options = new ArrayList<>();
    sight
        .gateway()
        .asFound()
        .ifPresent(
            gateway -> {
              Destinations destinations = Destinations.of(sight, gateway);
              Routed.rules(causes, gateway).stream()
                  .filter(rule -> destinations.any() && isLost(gateway, rule))
                  .forEach(rule -> options.add(option(rule, destinations, causes, sight, answers)));
            });
    return options;
  }

  private static boolean isLost(Gateway gateway, RoutingRule rule) {
    return rule.isPathBased()
        ? Routed.lacksMap(gateway, rule)
        : !rule.isRedirect()
            && !rule.spreadsLoad()
            && Routed.leadsNowhere(gateway, rule.poolName(), rule.settingName());
  }

  private Option option(
      RoutingRule rule,
      Destinations destinations,
      List<Finding> causes,
      Sight sight,
      Answers answers) {
    Gateway gateway = sight.gateway().asFound().orElseThrow();
    Destinations.Guess guess = destinations.guess(rule.poolName(), rule.settingName(), List.of());
    OptionDraft draft =
        Option.draft(
            this,
            rule.name(),
            "Lead rule " + rule.name() + " of " + sight.gatewayId().name() + " to a pool");
    Destinations.Pair to = PairQuestion.ask(draft, "", "", destinations, guess, answers);
    GatewayEdit edit = GatewayEdit.of(sight, gateway);
    edit.edit(Routed.RULES, rule.name(), properties -> lead(edit, properties, rule, to));
    boolean byPath = rule.isPathBased();
    return draft
        .why(
            byPath
                ? "Rule " + rule.name() + " leads by path, and its path map is missing."
                : "Rule " + rule.name() + " names no pool and setting that are there.")
        .recommended(guess.supported() && (!byPath || isWholeMap(gateway, destinations)))
        .risk(Option.Risk.MEDIUM)
        .changes(edit.changes())
        .sideEffects(sideEffects(rule, byPath))
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .cures(Routed.about(causes, new Subject.Rule(rule.name())), sight)
        .recovery(Routed.RECOVERY)
        .done();
  }

  /** One pool stands for a map that is gone where no other map can, and no other pool was in it. */
  private static boolean isWholeMap(Gateway gateway, Destinations destinations) {
    return UsePathMap.unusedMaps(gateway).isEmpty() && !destinations.severalAreLost();
  }

  private static void lead(
      GatewayEdit edit, ObjectNode properties, RoutingRule rule, Destinations.Pair to) {
    if (rule.isPathBased()) {
      properties.put("ruleType", "Basic");
      properties.remove("urlPathMap");
    }
    edit.refer(properties, "backendAddressPool", Routed.POOLS, to.pool());
    edit.refer(properties, "backendHttpSettings", Routed.SETTINGS, to.setting());
  }

  private static List<String> sideEffects(RoutingRule rule, boolean byPath) {
    List<String> sideEffects = new ArrayList<>();
    sideEffects.add(
        "Requests of listener " + rule.listenerName() + " go to this pool from then on.");
    if (byPath) {
      sideEffects.add(
          "The rule does not look at paths any more: paths that had a pool of their own go to this"
              + " one as well, until a path map is made again.");
    }
    return sideEffects;
  }
}
