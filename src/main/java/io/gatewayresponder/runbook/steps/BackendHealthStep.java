package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.runbook.Next.escalate;
import static io.gatewayresponder.runbook.Next.forEachFailingPair;
import static io.gatewayresponder.runbook.Next.goTo;
import static io.gatewayresponder.runbook.Next.lookAgain;
import static io.gatewayresponder.runbook.Next.propose;

import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.ServerHealth.State;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Step;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.Table;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Step 1b. Does the gateway reach its back ends? Reads the result of the last probes.
 *
 * <p>The guide repeats the wrong step while health is unknown, and could do so for ever; here the
 * management traffic is looked at, whose hindrances are the documented causes of unknown health,
 * and the whole runbook is looked at again a bounded number of times. It has no rows for mixtures,
 * and it takes a pool that no rule uses for an empty one.
 */
final class BackendHealthStep implements Step<BackendHealth> {
  /** The longest usual drain time-out is far shorter than the hour that is allowed. */
  private static final Duration DRAINING = Duration.ofMinutes(2);

  /** Health is of the gateway, whatever a row that leads here is about. */
  @Override
  public List<Subject> subjects(Sight sight, Subject given) {
    return List.of(new Subject.WholeGateway());
  }

  @Override
  public Look<BackendHealth> look(Sight sight, Subject subject) {
    return sight.backendHealth();
  }

  @Override
  public Table<BackendHealth> table() {
    return Table.<BackendHealth>ask("1b", "Does the gateway reach its back ends?")
        .noting(BackendHealthStep::facts)
        .row(Guide.BACK_ENDS_HEALTHY, "every server is healthy", BackendHealthStep::isHealthy)
        .means("the gateway reaches all of its back ends")
        .then(goTo("3"))
        .row("1b.2", "at least one server is unhealthy", health -> health.any(State.UNHEALTHY))
        .means("the gateway's probes of these servers fail")
        .then(forEachFailingPair("2a"))
        .row("1b.3", "the health of every server is unknown", health -> health.every(State.UNKNOWN))
        .means("no probe has reported yet, or its results do not get through")
        .then(goTo("1b-1"))
        .alsoRow("1b.4", "a pool that a rule uses has no server", BackendHealthStep::hasEmptyPair)
        .means("requests for this pool have nowhere to go")
        .then(propose(Family.D))
        .row("1b.5", "there is no pool", BackendHealth::hasNoPools)
        .means("the gateway has no back-end pool at all")
        .then(propose(Family.D))
        .unreadable("1b.6", "the gateway does not exist", Look.Why.NOT_FOUND)
        .means("subscription, resource group or name lead nowhere")
        .then(
            escalate(
                "Azure knows no such gateway: check whether it was deleted or moved (activity log)"
                    + " and whether the alert rule still points to the right one."))
        .row("1b.x1", "a server is partly healthy", health -> health.any(State.PARTIAL))
        .means("some of the gateway's instances reach the server and others do not")
        .then(forEachFailingPair("2a"))
        .row("1b.x2", "the health of some servers is unknown", health -> health.any(State.UNKNOWN))
        .means("some servers have not been probed yet, or their names do not resolve")
        .then(goTo("1b-1"))
        .row("1b.x3", "a server is draining", health -> health.any(State.DRAINING))
        .means("servers are being taken out of a pool")
        .then(lookAgain(DRAINING, "Servers are being taken out of a pool."))
        .unreadable("1b.x4", "back-end health could not be read")
        .means("which servers fail is not known; every pair that a rule wires is examined")
        .then(forEachFailingPair("2a"))
        .otherwise("1b.x5", "there are pools, but no rule uses any")
        .means("the gateway has nothing to probe, and no request reaches a pool")
        .then(goTo("3"));
  }

  @Override
  public List<String> differences() {
    return List.of(
        "Requests fail before the probes have noticed, so while an alert is fired and every back"
            + " end looks healthy (1b.1) the runbook is walked up to three times before a person"
            + " is asked.",
        "While health is unknown the management traffic is looked at (step 1b-1), and the whole"
            + " runbook again, a bounded number of times; the guide names the wrong step and no"
            + " bound.",
        "The service says Healthy and Unhealthy, its specification Up, Down, Partial and Draining;"
            + " both are understood, and mixtures have rows (1b.x1 to 1b.x3).",
        "A pool without any setting in the health result is one that no rule uses, not an empty"
            + " one (1b.x5). An empty pool is also reported beside failing ones.",
        "What each server's probe met is kept and leads the steps that follow.",
        "Where health cannot be read, the pairs that rules wire are examined instead (1b.x4).");
  }

  private static boolean isHealthy(BackendHealth health) {
    return health.every(State.HEALTHY) && !hasEmptyPair(health);
  }

  private static boolean hasEmptyPair(BackendHealth health) {
    return health.pairs().stream().anyMatch(BackendHealth.Pair::hasNoServers);
  }

  private static Map<String, String> facts(BackendHealth health) {
    Map<String, String> facts = new LinkedHashMap<>();
    health.servers().stream()
        .collect(Collectors.groupingBy(ServerHealth::state, Collectors.counting()))
        .forEach(
            (state, count) -> facts.put(state.name().toLowerCase(Locale.ROOT), count.toString()));
    put(
        facts,
        "emptyPools",
        health.pairs().stream()
            .filter(BackendHealth.Pair::hasNoServers)
            .map(BackendHealth.Pair::pool)
            .toList());
    put(facts, "unusedPools", health.unusedPools());
    return facts;
  }

  private static void put(Map<String, String> facts, String name, List<String> values) {
    if (!values.isEmpty()) {
      facts.put(name, String.join(", ", values.stream().distinct().toList()));
    }
  }
}
