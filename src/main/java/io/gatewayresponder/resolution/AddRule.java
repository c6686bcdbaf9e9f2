package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.List;

/** Makes a rule from a listener to a pool, on a gateway that has none. */
final class AddRule implements Resolution {
  /** Between the ends of what is allowed, 1 to 20000, so that rules can come before and after. */
  private static final int PRIORITY = 100;

  @Override
  public Family family() {
    return Family.E;
  }

  @Override
  public String name() {
    return "AddRule";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight.gateway().asFound().stream()
        .filter(gateway -> gateway.routingRules().isEmpty())
        .filter(gateway -> !UseListener.unserved(gateway).isEmpty())
        .filter(gateway -> Destinations.of(sight, gateway).any())
        .map(gateway -> option(gateway, causes, sight, answers))
        .toList();
  }

  private Option option(Gateway gateway, List<Finding> causes, Sight sight, Answers answers) {
    OptionDraft draft =
        Option.draft(
            this,
            sight.gatewayId().name(),
            "Make a rule that leads requests of " + sight.gatewayId().name() + " to a pool");
    List<String> listeners = UseListener.unserved(gateway);
    Parameter listener =
        draft.ask(
            Parameter.choice(
                "listener",
                "Listener",
                listeners,
                listeners.size() == 1 ? "there is no other" : "a guess: no rule serves any"),
            answers);
    Destinations destinations = Destinations.of(sight, gateway);
    Destinations.Guess guess = destinations.guess("", "", List.of());
    Destinations.Pair to = PairQuestion.ask(draft, "", "", destinations, guess, answers);
    GatewayEdit edit = GatewayEdit.of(sight, gateway);
    ObjectNode properties = JsonNodeFactory.instance.objectNode().put("ruleType", "Basic");
    if (gateway.generation() == Gateway.Generation.V2) {
      properties.put("priority", PRIORITY);
    }
    edit.refer(properties, "httpListener", Routed.LISTENERS, listener.value());
    edit.refer(properties, "backendAddressPool", Routed.POOLS, to.pool());
    edit.refer(properties, "backendHttpSettings", Routed.SETTINGS, to.setting());
    edit.add(Routed.RULES, edit.freeName(Routed.RULES, "rule-" + listener.value()), properties);
    return draft
        .why("No rule leads requests anywhere.")
        .recommended(listeners.size() == 1 && guess.supported())
        .risk(Option.Risk.MEDIUM)
        .changes(edit.changes())
        .sideEffects(List.of("Requests of this listener go to this pool from then on."))
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .cures(Routed.about(causes, new Subject.WholeGateway()), sight)
        .recovery(Routed.RECOVERY)
        .done();
  }
}
