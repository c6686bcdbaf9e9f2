package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.steps.Miswired.What;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the gateway's rules lead from listeners to pools.
 *
 * @param rules how many rules there are
 * @param wrong what cannot work as it is
 * @param couldNotCheck sentences about what could not be read or judged
 */
record Routing(int rules, List<Miswired> wrong, List<String> couldNotCheck) {
  static Look<Routing> look(Sight sight) {
    return sight
        .gateway()
        .map(gateway -> sight.made(Routing.class, () -> Wiring.of(sight, gateway)));
  }

  /** What is wrong with one thing; with the gateway as a whole, everything. */
  Routing about(Subject subject) {
    return subject instanceof Subject.WholeGateway
        ? this
        : new Routing(
            rules,
            wrong.stream().filter(one -> one.subject().equals(subject)).toList(),
            couldNotCheck);
  }

  boolean has(What what) {
    return wrong.stream().anyMatch(one -> one.what() == what);
  }

  boolean hasNoRules() {
    return rules == 0;
  }

  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("rules", Integer.toString(rules));
    wrong.forEach(
        one ->
            one.facts()
                .forEach(
                    (name, value) ->
                        facts.merge(
                            name,
                            value,
                            (before, more) ->
                                before.equals(more) ? before : before + ", " + more)));
    return facts;
  }
}
