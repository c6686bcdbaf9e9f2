package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.runbook.Next.byHand;
import static io.gatewayresponder.runbook.Next.escalate;
import static io.gatewayresponder.runbook.Next.goTo;
import static io.gatewayresponder.runbook.Next.propose;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Step;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Step 5. Do App Service back ends know the host of the requests, and do they let the gateway in?
 * Reads the apps of the subscription, their bindings and their access restrictions.
 *
 * <p>The guide takes an empty host for a fault by itself; it is one only where none of the names
 * that clients use is bound to the app, and to keep the client's host is what Microsoft advises.
 * Restrictions answer 403, which the probe meets as well unless it accepts it.
 */
final class AppServiceStep implements Step<AppPair> {
  /**
   * The pair that the walk comes with, then every other one with an app; else the gateway. Apps of
   * a pair that have different troubles are asked about by themselves.
   */
  @Override
  public List<Subject> subjects(Sight sight, Subject given) {
    Set<Subject> subjects = new LinkedHashSet<>();
    given.asPair().ifPresent(any -> subjects.add(given));
    subjects.addAll(
        sight
            .gateway()
            .map(gateway -> AppServers.subjects(sight, gateway))
            .asFound()
            .orElseGet(List::of));
    return subjects.isEmpty()
        ? List.of(new Subject.WholeGateway())
        : subjects.stream().flatMap(one -> AppPair.apart(sight, one).stream()).distinct().toList();
  }

  @Override
  public Look<AppPair> look(Sight sight, Subject subject) {
    return AppPair.look(sight, subject);
  }

  @Override
  public Table<AppPair> table() {
    return Table.<AppPair>ask(
            "5", "Do App Service apps know the requests' host, and let the gateway in?")
        .noting(AppPair::facts)
        .missing(AppPair::couldNotCheck)
        .row("5.1", "an app is unhealthy for other reasons", AppPair::failsOtherwise)
        .means("the probe fails as well, so that more than the requests' host is the matter")
        .then(goTo("2a"))
        .alsoRow(
            "5.2",
            "requests keep the client's host, and it is not bound to the app",
            AppPair::clientHostIsForeign)
        .means("App Service does not know for which app the requests are")
        .then(propose(Family.I))
        .alsoRow(
            "5.3",
            "requests are sent with the setting's host, and it is not bound to the app",
            AppPair::settingHostIsForeign)
        .means("App Service does not know for which app the requests are")
        .then(propose(Family.I))
        .alsoRow("5.4", "the app's access restrictions deny the gateway", AppPair::isRefused)
        .means("App Service answers 403 before a request reaches the app")
        .then(propose(Family.I))
        .alsoRow("5.x1", "the app is stopped", AppPair::isStopped)
        .means("App Service answers for the app that it is not there")
        .then(
            byHand(
                "The App Service app is stopped: find out who stopped it and why (activity log),"
                    + " and start it: az webapp start --ids ID, with the id of the finding's appId."))
        .row(
            "5.x2",
            "the gateway gets in, and the app answers the probe with 403",
            AppPair::isForbiddenByTheApp)
        .means("the application itself forbids what the probe asks")
        .then(propose(Family.B))
        .row(
            "5.x3",
            "the probe meets 403, and whether restrictions are the reason is not known",
            AppPair::isForbiddenForUnknownReasons)
        .means("App Service or the application keeps the gateway out")
        .then(
            escalate(
                "App Service answers the probe with 403. Whether the app's access restrictions or"
                    + " the application do so could not be decided: see what could not be"
                    + " checked."))
        .row("5.x4", "no back end is an App Service app", AppPair::hasNoApp)
        .means("hosts and restrictions of App Service are not the matter")
        .then(goTo("6a"))
        .row(
            "5.x5",
            "whether the app knows the host, or lets the gateway in, could not be decided",
            AppPair::isUndecided)
        .means("nothing that could be read is in the way")
        .then(goTo("6a"))
        .unreadable("5.x6", "the gateway could not be read")
        .means("which hosts are sent to which servers is not known")
        .then(goTo("6a"))
        .row(
            "5.x7",
            "the host that requests are sent with is bound to the app, and the gateway gets in",
            pair -> !pair.picks())
        .means("host and restrictions are not the matter")
        .then(goTo("6a"))
        .otherwise("5.5", "requests are sent with the app's own host, and the gateway gets in")
        .means("host and restrictions are not the matter")
        .then(goTo("6a"));
  }

  @Override
  public List<String> differences() {
    return List.of(
        "An empty host is a fault only where it is proven: the listeners' names are not bound to"
            + " the app, or they take any host and the app has only the name that the platform"
            + " gave it (5.2). Where bindings cannot be read nothing is concluded.",
        "App Service answers a host that it does not know with 404, and one that restrictions deny"
            + " with 403; the guide says 502 for both. So an unhealthy app whose probe met 404 and"
            + " whose host is not bound has row 5.2 or 5.3, and one whose probe met 403 and that"
            + " restrictions deny has row 5.4, where the guide wants a healthy one.",
        "Bindings, restrictions and whether an app runs are read from Azure and hold whatever else"
            + " makes the probe fail: a stopped app that restrictions close as well has two causes.",
        "Restrictions are evaluated as the platform does: numbers in order, the first match"
            + " decides, and who matches none stays out as soon as there is a rule. A rule of a"
            + " subnet needs the service endpoint Microsoft.Web on that subnet; a rule of private"
            + " addresses, which the guide proposes, never matches on the shared platform.",
        "Rules that look at headers or name a service tag, private endpoints, NAT gateways and"
            + " routes to an appliance leave the verdict open (5.x5).",
        "Every pair that a rule wires is asked about, path maps included; the guide looks at rules"
            + " that name a pool directly.");
  }
}
