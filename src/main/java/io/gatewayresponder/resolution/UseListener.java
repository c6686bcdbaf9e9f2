package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Listener;
import io.gatewayresponder.evidence.RoutingRule;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.List;

/** Gives a rule whose listener is missing a listener that no rule serves. */
final class UseListener implements Resolution {
  @Override
  public Family family() {
    return Family.E;
  }

  @Override
  public String name() {
    return "UseListener";
  }

  /** The names of HTTP listeners that no rule leads on. */
  static List<String> unserved(Gateway gateway) {
    return gateway.listeners().stream()
        .filter(listener -> !listener.isLayerFour())
        .map(Listener::name)
        .filter(
            name ->
                gateway.routingRules().stream()
                    .map(RoutingRule::listenerName)
                    .noneMatch(name::equalsIgnoreCase))
        .toList();
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight.gateway().asFound().stream()
        .filter(gateway -> !unserved(gateway).isEmpty())
        .flatMap(
            gateway ->
                Routed.rules(causes, gateway).stream()
                    .filter(rule -> gateway.listener(rule.listenerName()).isEmpty())
                    .map(rule -> option(rule, gateway, causes, sight, answers)))
        .toList();
  }

  private Option option(
      RoutingRule rule, Gateway gateway, List<Finding> causes, Sight sight, Answers answers) {
    List<String> unserved = unserved(gateway);
    OptionDraft draft =
        Option.draft(
            this,
            rule.name(),
            "Let rule "
                + rule.name()
                + " of "
                + sight.gatewayId().name()
                + " serve a listener that has no rule");
    Parameter listener =
        draft.ask(
            Parameter.choice(
                "listener",
                "Listener",
                unserved,
                unserved.size() == 1
                    ? "the only listener that no rule serves"
                    : "a guess: no rule serves any of these"),
            answers);
    GatewayEdit edit = GatewayEdit.of(sight, gateway);
    edit.edit(
        Routed.RULES,
        rule.name(),
        properties -> edit.refer(properties, "httpListener", Routed.LISTENERS, listener.value()));
    return draft
        .why("The listener of rule " + rule.name() + " is not there.")
        .recommended(unserved.size() == 1)
        .risk(Option.Risk.MEDIUM)
        .changes(edit.changes())
        .sideEffects(
            List.of("What comes in at this listener goes where the rule leads from then on."))
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .cures(Routed.about(causes, new Subject.Rule(rule.name())), sight)
        .recovery(Routed.RECOVERY)
        .done();
  }
}
