package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.runbook.Next.escalate;
import static io.gatewayresponder.runbook.Next.nothingWrong;
import static io.gatewayresponder.runbook.Next.propose;

import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Next;
import io.gatewayresponder.runbook.Results;
import io.gatewayresponder.runbook.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The guide's decision map: what follows from all that was found. Where the steps decide by what
 * was seen, the map decides by what the steps found, so its rows stand beside the causes and name
 * none of their own.
 */
final class DecisionMap {
  /** Metrics are a minute or two late, and one request that failed by chance is no fault. */
  private static final Duration RECENTLY = Duration.ofMinutes(5);

  private DecisionMap() {}

  static Table<Results> table() {
    return Table.<Results>ask("map", "What follows from what was found?")
        .noting(DecisionMap::facts)
        .alsoRow("map.1", "back ends are unhealthy and no connection comes about", found("2c-1.3"))
        .means("nothing answers on the port that the gateway uses")
        .then(propose(Family.A))
        .alsoRow("map.2", "the back end answers 404 on the probe's path", found("2b.1", "2c.1"))
        .means("the probe asks for what the application does not have")
        .then(propose(Family.B))
        .alsoRow(
            "map.3",
            "API Management is probed on another path than its own",
            found("2b.x1", "2c.x11"))
        .means("API Management answers without a subscription on its status path only")
        .then(propose(Family.B))
        .alsoRow(
            "map.4",
            "a back end's certificate has the wrong name, an incomplete chain or no trust",
            of("2d", Family.F))
        .means("the gateway cannot trust what the back end shows")
        .then(propose(Family.F))
        .alsoRow(
            "map.5",
            "a rule on the gateway's subnet blocks the management range",
            found("1b-1.x1", "1b-1.x2", "2b.3"))
        .means("the platform cannot manage the gateway's instances")
        .then(propose(Family.C))
        .alsoRow(
            "map.6",
            "a path is blocked beside rules that allow single addresses of the gateway",
            results ->
                results.anyCause(
                    cause ->
                        cause.row().equals("2c-1.1") && cause.facts().containsKey("exceptions")))
        .means("the instances' addresses have changed, as a platform upgrade does")
        .then(propose(Family.A))
        .alsoRow("map.7", "a pool has no targets, or there is no pool", found("1b.4", "1b.5"))
        .means("requests have nowhere to go")
        .then(propose(Family.D))
        .alsoRow("map.8", "a listener or a routing rule is wrong", of("3", Family.E))
        .means("requests go to where nothing serves them")
        .then(propose(Family.E))
        .alsoRow(
            "map.9", "the gateway is stopped, or its last change failed", found("1a.2", "1a.4"))
        .means("the gateway itself does not serve")
        .then(propose(Family.G))
        .alsoRow("map.10", "the gateway is at its ceiling", found("4.1", "4.2"))
        .means("there are more requests than instances for them")
        .then(propose(Family.H))
        .alsoRow("map.11", "an App Service app refuses the host or the gateway", of("5", Family.I))
        .means("the probe gets through and the requests do not")
        .then(propose(Family.I))
        .alsoRow(
            "map.x1",
            "a cause that no change of ours mends",
            results -> results.anyCause(cause -> cause.next() instanceof Next.ByHand))
        .means("a person mends it where it is")
        .then(escalate("The causes that were found are mended by hand."))
        .row(
            "map.x5",
            "a cause was found that the map has no row for",
            results -> !results.causes().isEmpty())
        .means("the row that found it says what mends it")
        .then(escalate("The causes that were found say themselves what mends them."))
        .row(
            "map.x2",
            "no cause was found, and not every table could be gone through",
            results -> !results.passed())
        .means("what could not be read or decided is in the way")
        .then(escalate("What could not be checked says how to go on."))
        .row("map.x3", "everything passes, and no request fails any more", DecisionMap::isQuiet)
        .means("whatever it was is over")
        .then(nothingWrong())
        .unreadable("map.x4", "the results could not be put together")
        .means("nothing can be decided")
        .then(escalate("The results could not be put together."))
        .otherwise("map.12", "everything passes, and requests fail all the same")
        .means("what is wrong is not among what the guide knows")
        .then(
            escalate(
                "Every table of the guide passes and requests still fail: file an Azure support"
                    + " request, with this walk and its evidence."));
  }

  static List<String> differences() {
    return List.of(
        "The guide's map sends a reader from a result to a resolution. Here the steps propose"
            + " resolutions, and the map says which of its rows that comes to.",
        "The guide has no row for a fault that is over (map.x3), nor for causes outside the"
            + " gateway (map.x1) or such as only the steps tell apart (map.x5).");
  }

  private static Predicate<Results> found(String... rows) {
    Set<String> which = Set.of(rows);
    return results -> results.anyCause(cause -> which.contains(cause.row()));
  }

  /** A cause of this step that this family mends. */
  private static Predicate<Results> of(String step, Family family) {
    return results ->
        results.anyCause(
            cause -> cause.row().startsWith(step + ".") && cause.next().equals(propose(family)));
  }

  private static Map<String, String> facts(Results results) {
    String rows =
        results.causes().stream().map(Finding::row).distinct().collect(Collectors.joining(", "));
    return rows.isEmpty() ? Map.of() : Map.of("causes", rows);
  }

  /** Metrics that cannot be read say nothing, and silence is not health. */
  private static boolean isQuiet(Results results) {
    return results.metrics().map(DecisionMap::isQuiet).asFound().orElse(false);
  }

  private static boolean isQuiet(GatewayMetrics metrics) {
    return metrics.newest().isPresent()
        && metrics.last(RECENTLY, "FailedRequests").stream().allMatch(point -> point.value() == 0);
  }
}
