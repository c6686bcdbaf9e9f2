package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.runbook.Next.byHand;
import static io.gatewayresponder.runbook.Next.escalate;
import static io.gatewayresponder.runbook.Next.goTo;
import static io.gatewayresponder.runbook.Next.lookAgain;
import static io.gatewayresponder.runbook.Next.propose;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Step;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.Table;
import java.time.Duration;
import java.util.List;

/**
 * Step 2c-1. Is the path from the gateway's subnet to the servers open on the probe's port? Reads
 * the virtual networks, security groups, route tables and interfaces on the way.
 *
 * <p>The guide lists the custom Deny rules of one resource group and compares by eye; that misses
 * plural fields, tags, groups of applications, protocols, priorities, default rules, the way out of
 * the gateway's subnet and groups elsewhere. Here the verdict is computed, and it is undecided
 * where something could not be read.
 */
final class ProbePathStep implements Step<ProbePath> {
  /** Two rounds of the default interval of 30 s: a server turns healthy with the first success. */
  private static final Duration NEXT_PROBES = Duration.ofMinutes(1);

  /** Servers behind different rules and routes, or behind none, are asked about by themselves. */
  @Override
  public List<Subject> subjects(Sight sight, Subject given) {
    return ServersByPath.of(sight, given);
  }

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
        .alsoRow(
            "2c-1.x5",
            "a route throws the traffic away, or leads it elsewhere and no connection comes about",
            ProbePath::isDiverted)
        .means("what is between gateway and server does not pass the connection on")
        .then(
            byHand(
                "See the route, and whether it is there on purpose, as one through a firewall is. If"
                    + " so, see to it that what it leads to passes the gateway's connections on, and"
                    + " the answers back the same way. If not, with the id of the finding's ruleId:"
                    + " az network route-table route update --ids ID --next-hop-type VnetLocal leads"
                    + " it straight to the network, and az network route-table route delete --ids ID"
                    + " takes it out. We change no routes: traffic could then pass a firewall by."))
        .row(
            "2c-1.x10",
            "the gateway reports no connection, and Network Watcher connects",
            ProbePath::isReachedMeanwhile)
        .means("the server has just come back, or connections come about only at times")
        .then(
            lookAgain(
                NEXT_PROBES,
                "Network Watcher connects to the server from the gateway; the next probes may too."))
        .row(
            "2c-1.x13",
            "nothing in its subnet has the server's address",
            path -> !path.vacant().isEmpty())
        .means("the server is gone, or has another address now")
        .then(propose(Family.D))
        .row(
            "2c-1.x12",
            "a security rule denies the gateway's subnet the address that the server's name leads"
                + " to",
            ProbePath::isRefusedAtItsAddress)
        .means("the probe never reaches the server, if the gateway finds it there as well")
        .then(propose(Family.A))
        .row("2c-1.x6", "Network Watcher names a rule", ProbePath::isRefusedByWhatItNames)
        .means("a rule that could not be read here refuses the connection")
        .then(
            byHand(
                "See the rule that is named: of a security group, or of the network manager's admin"
                    + " rules, which come before those of groups."))
        .row(
            "2c-1.x7",
            "Network Watcher names a route, or one diverts the address that the name leads to",
            ProbePath::isDivertedByWhatItNames)
        .means("a route leads the connection to where it is lost")
        .then(byHand("See the route that is named, and what it leads to."))
        .row(
            "2c-1.x8",
            "Network Watcher names the server's own firewall",
            path -> path.second().names("GuestFirewall"))
        .means("the server's operating system refuses the gateway")
        .then(byHand("Let the gateway's subnet in through the firewall of the server itself."))
        .row(
            "2c-1.x9",
            "Network Watcher cannot resolve the server's name",
            path -> path.second().names("DnsResolution"))
        .means("the gateway cannot find the server's address")
        .then(
            byHand(
                "Check the name in the pool and the DNS servers of the virtual network. Do not"
                    + " change the gateway meanwhile: a change drops the last address that it"
                    + " knows."))
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
        .row("2c-1.3", "the path is open, and no connection comes about", ProbePath::nothingAnswers)
        .means("nothing listens on the port, or a firewall of the server's own is in the way")
        .then(propose(Family.A))
        .otherwise("2c-1.x11", "the path is open, and what the probe met is not known")
        .means("nothing shows that the connection is what fails")
        .then(
            escalate(
                "The path is open, and the gateway does not say what its probe met, or in words"
                    + " that are not known here: see the sentence in the findings."));
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
        "Routes are judged as well, there and back: one that leads elsewhere is a cause only where"
            + " it throws traffic away or no connection comes about (2c-1.x5), because what an"
            + " appliance does cannot be read.",
        "Where the verdict needs it, Network Watcher is asked to connect from the gateway itself"
            + " (second generation only). It knows admin rules, learned routes and the server's own"
            + " firewall, and the address that a name has for the gateway; where it differs from"
            + " the computed verdict, that is said.",
        "A server by name is judged at the address that Network Watcher finds for the gateway, or"
            + " else at the one that DNS tells the responder; which of them is said.",
        "A service of the platform that answers too late is slow where the way out of the gateway's"
            + " subnet is open and Network Watcher cannot be asked: its front end accepts every"
            + " connection (2c-1.2).",
        "Several rules and routes can be in the way at once, also in one group: each is told, with"
            + " the servers that it keeps away, and servers behind none are judged by themselves.",
        "Where all that has an address in the server's subnet could be read and nothing has the"
            + " server's, the pool is what is wrong, and not the path (2c-1.x13).",
        "That nothing listens is a cause only where the gateway or Network Watcher could not connect"
            + " (2c-1.3), not wherever nothing else was found (2c-1.x11).",
        "A subnet's range may be in addressPrefix or addressPrefixes; the guide reads the first"
            + " only.");
  }
}
