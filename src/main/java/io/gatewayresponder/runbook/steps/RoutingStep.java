package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.runbook.Next.goTo;
import static io.gatewayresponder.runbook.Next.propose;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Step;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.Table;
import io.gatewayresponder.runbook.steps.Miswired.What;
import java.util.List;

/**
 * Step 3. Do the rules lead requests from the listeners to pools? Reads the gateway's document and
 * the security group of its subnet.
 *
 * <p>The guide compares by eye what clients use with what listeners have. Here only what
 * contradicts itself counts, for which port clients mean to use cannot be read from Azure.
 */
final class RoutingStep implements Step<Routing> {
  /** Each listener, path map or rule that is wrong; the gateway where none is. */
  @Override
  public List<Subject> subjects(Sight sight, Subject given) {
    List<Subject> wrong =
        Routing.look(sight)
            .map(routing -> routing.wrong().stream().map(Miswired::subject).distinct().toList())
            .asFound()
            .orElseGet(List::of);
    return wrong.isEmpty() ? List.of(new Subject.WholeGateway()) : wrong;
  }

  @Override
  public Look<Routing> look(Sight sight, Subject subject) {
    return Routing.look(sight).map(routing -> routing.about(subject));
  }

  @Override
  public Table<Routing> table() {
    return Table.<Routing>ask("3", "Do the rules lead requests from the listeners to pools?")
        .noting(Routing::facts)
        .missing(Routing::couldNotCheck)
        .row(
            "3.1",
            "a listener's protocol contradicts its port, or no client gets in there",
            routing -> routing.has(What.LISTENER))
        .means("clients that use the usual port for what they speak are not served")
        .then(propose(Family.E))
        .alsoRow(
            "3.2",
            "a rule by path has no path map, or the map leads to what is missing or empty",
            routing -> routing.has(What.PATHS))
        .means("requests for some paths have nowhere to go")
        .then(propose(Family.E))
        .alsoRow(
            "3.x1",
            "a rule names no pool and setting, or some that are missing",
            routing -> routing.has(What.LEADS_NOWHERE))
        .means("the listener's requests have nowhere to go")
        .then(propose(Family.E))
        .alsoRow("3.x2", "a rule's listener is missing", routing -> routing.has(What.NO_LISTENER))
        .means("no request comes to this rule")
        .then(propose(Family.E))
        .row("3.x3", "there is no rule", Routing::hasNoRules)
        .means("the gateway leads requests nowhere")
        .then(propose(Family.E))
        .unreadable("3.x4", "the gateway could not be read")
        .means("how requests are led is not known")
        .then(goTo("4"))
        .otherwise("3.3", "every rule leads from a listener to a pool, a path map or a redirect")
        .means("routing is not the matter")
        .then(goTo("4"));
  }

  @Override
  public List<String> differences() {
    return List.of(
        "A listener counts as wrong only where it contradicts itself (HTTP on 443, HTTPS on 80), or"
            + " where no rule of the subnet's security group lets any client in at its public"
            + " front end (3.1). Which port clients mean to use cannot be read from Azure.",
        "A path map is followed to its pools and settings, its default included; the guide only"
            + " asks whether there is a map. An entry's empty pool is told by step 1b.",
        "Redirects need no pool. Rules of layer 4 are followed as well.",
        "Each listener, path map or rule that is wrong is a finding of its own, whatever the others"
            + " are like; the guide has one verdict for all.");
  }
}
