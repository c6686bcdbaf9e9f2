package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.PathMap;
import io.gatewayresponder.evidence.RoutingRule;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.List;

/** Gives a rule by path whose map is missing a path map that no rule uses. */
final class UsePathMap implements Resolution {
  @Override
  public Family family() {
    return Family.E;
  }

  @Override
  public String name() {
    return "UsePathMap";
  }

  /** The names of path maps that no rule leads by. */
  static List<String> unusedMaps(Gateway gateway) {
    return gateway.pathMaps().stream()
        .map(PathMap::name)
        .filter(
            name ->
                gateway.routingRules().stream()
                    .flatMap(rule -> rule.pathMapName().stream())
                    .noneMatch(name::equalsIgnoreCase))
        .toList();
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight.gateway().asFound().stream()
        .filter(gateway -> !unusedMaps(gateway).isEmpty())
        .flatMap(
            gateway ->
                Routed.rules(causes, gateway).stream()
                    .filter(rule -> Routed.lacksMap(gateway, rule))
                    .map(rule -> option(rule, gateway, causes, sight, answers)))
        .toList();
  }

  private Option option(
      RoutingRule rule, Gateway gateway, List<Finding> causes, Sight sight, Answers answers) {
    OptionDraft draft =
        Option.draft(
            this,
            rule.name(),
            "Lead rule " + rule.name() + " of " + sight.gatewayId().name() + " by a path map");
    List<String> maps = unusedMaps(gateway);
    Parameter map =
        draft.ask(
            Parameter.choice(
                "pathMap",
                "Path map",
                maps,
                maps.size() == 1
                    ? "no rule leads by this path map"
                    : "no rule leads by any of these path maps"),
            answers);
    GatewayEdit edit = GatewayEdit.of(sight, gateway);
    edit.edit(
        Routed.RULES,
        rule.name(),
        properties -> edit.refer(properties, "urlPathMap", Routed.MAPS, map.value()));
    return draft
        .why("Rule " + rule.name() + " leads by path, and its path map is missing.")
        .recommended(true)
        .changes(edit.changes())
        .sideEffects(
            List.of(
                "Requests of listener "
                    + rule.listenerName()
                    + " go where this path map leads them from then on."))
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .cures(Routed.about(causes, new Subject.Rule(rule.name())), sight)
        .recovery(Routed.RECOVERY)
        .done();
  }
}
