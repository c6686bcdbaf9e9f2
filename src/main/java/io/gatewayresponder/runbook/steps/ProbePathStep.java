package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.runbook.Next.escalate;
import static io.gatewayresponder.runbook.Next.goTo;
import static io.gatewayresponder.runbook.Next.propose;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Step;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.Table;
import java.util.List;

/**
 * Step 2c-1. Is the path from the gateway's subnet to the servers open on the probe's port? Reads
 * the virtual networks, security groups and interfaces on the way.
 *
 * <p>The guide lists the custom Deny rules of one resource group and compares by eye; that misses
 * plural fields, tags, groups of applications, protocols, priorities, default rules, the way out of
 * the gateway's subnet and groups elsewhere. Here the verdict is computed, and it is undecided
 * where something could not be read.
 */
final class ProbePathStep implements Step<ProbePath> {
  @Override
  public Look<ProbePath> look(Sight sight, Subject subject) {
    return ProbePath.look(sight, subject);
  }

  @Override
  public Table<ProbePath> table() {
    return Table.<ProbePath>ask("2c-1", "Is the path to the servers open on the probe's port?")
        .noting(ProbePath::facts)
        .missing(ProbePath::couldNotCheck)
        .row("2c-1.1", "a security rule denies the gateway's subnet", ProbePath::isBlocked)
        .means("the probe never reaches the server; a longer time-out would not help")
        .then(propose(Family.A))
        .row("2c-1.x1", "whether the path is open could not be decided", ProbePath::isUndecided)
        .means("something on the way could not be read or judged")
        .then(
            escalate(
                "No rule that could be read blocks the path, but not everything could be read or"
                    + " judged: see what could not be checked."))
        .row(
            "2c-1.x2",
            "the path is open, and health could not be read",
            path -> !path.healthKnown())
        .means("nothing shows that the servers fail at all")
        .then(escalate("The path is open, but whether the servers are healthy could not be read."))
        .row("2c-1.2", "the path is open, and the server answers too late", ProbePath::isSlow)
        .means("the server is reached and takes longer than the probe waits")
        .then(propose(Family.B))
        .row(
            "2c-1.x3",
            "the path is open, the probe uses TLS, and what it met is not known",
            ProbePath::mayBeTls)
        .means("the connection may fail in the TLS handshake")
        .then(goTo("2d"))
        .unreadable("2c-1.x4", "the gateway could not be read")
        .means("where the path begins is not known")
        .then(escalate("The gateway's document could not be read, so no path could be checked."))
        .otherwise("2c-1.3", "the path is open, and no connection comes about")
        .means("nothing listens on the port, or a firewall of the server's own is in the way")
        .then(propose(Family.A));
  }

  @Override
  public List<String> differences() {
    return List.of(
        "The verdict is computed as the platform does it: both directions, subnet and interface,"
            + " default rules, plural fields, tags, application security groups, protocol, priority"
            + " order, peered networks. The guide lists custom Deny rules of one resource group.",
        "That no Deny rule is found does not make the path open: where anything on the way could"
            + " not be read or judged, row 2c-1.x1 says so.",
        "That the application is slow is taken from the gateway's own sentence, not from a person's"
            + " impression (2c-1.2).",
        "Routes, firewalls and the network manager's admin rules are not examined; a route table on"
            + " the way is named.",
        "A subnet's range may be in addressPrefix or addressPrefixes; the guide reads the first"
            + " only.");
  }
}
