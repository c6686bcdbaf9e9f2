package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.runbook.Next.byHand;
import static io.gatewayresponder.runbook.Next.lookAgain;
import static io.gatewayresponder.runbook.Next.propose;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ManagementPath;
import io.gatewayresponder.evidence.ManagementPath.Refused;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Step;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.Table;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Step 1b-1. Does the gateway's management traffic get through? Reads the security group and the
 * route table of the gateway's subnet.
 *
 * <p>The guide has no such step: it waits while health is unknown, and asks about the management
 * ports for the first generation only. Unknown health has documented causes, and two of them can be
 * read from ARM.
 */
final class ManagementStep implements Step<ManagementPath> {
  /** The upper end of the guide's two to three minutes: several rounds of the default probe. */
  private static final Duration PROBE_ROUNDS = Duration.ofMinutes(3);

  private static final String OTHER_CAUSES =
      "If it stays unknown: a route 0.0.0.0/0 learned over BGP that leads away from the Internet, a"
          + " DNS server that cannot resolve the back ends' or public names, a firewall on the way,"
          + " or the gateway's own resource health.";

  /** Management is of the gateway, whatever the walk that comes here is about. */
  @Override
  public List<Subject> subjects(Sight sight, Subject given) {
    return List.of(new Subject.WholeGateway());
  }

  @Override
  public Look<ManagementPath> look(Sight sight, Subject subject) {
    return sight.gateway().map(gateway -> ManagementPath.look(sight, gateway));
  }

  @Override
  public Table<ManagementPath> table() {
    return Table.<ManagementPath>ask("1b-1", "Does the gateway's management traffic get through?")
        .noting(ManagementStep::facts)
        .missing(ManagementStep::couldNotCheck)
        .row(
            "1b-1.x1",
            "a rule of the gateway subnet's NSG keeps GatewayManager from the management ports",
            ManagementPath::keepsGatewayManagerOut)
        .means("the platform cannot manage the gateway's instances, and learns nothing of them")
        .then(propose(Family.C))
        .alsoRow(
            "1b-1.x2",
            "a rule of the gateway subnet's NSG keeps AzureLoadBalancer out",
            ManagementPath::keepsLoadBalancerOut)
        .means("the platform's prober cannot reach the gateway's instances")
        .then(propose(Family.C))
        .alsoRow(
            "1b-1.x3",
            "a route of the gateway's subnet leads 0.0.0.0/0 away from the Internet",
            ManagementPath::isLedAway)
        .means("the instances' answers do not reach the platform")
        .then(
            byHand(
                "Give the route for 0.0.0.0/0 of the gateway subnet's route table the next hop"
                    + " Internet (az network route-table route update --ids ID --next-hop-type"
                    + " Internet) or take it out (az network route-table route delete --ids ID): an"
                    + " application gateway does not support another next hop, unless it is"
                    + " network-isolated. We change no routes: traffic could then pass a firewall"
                    + " by."))
        .row(
            "1b-1.x4",
            "whether the management traffic gets through could not be decided",
            ManagementPath::isUndecided)
        .means("something of the gateway's subnet could not be read or judged")
        .then(
            lookAgain(
                PROBE_ROUNDS,
                "The health of back ends is unknown, and not everything that keeps it from"
                    + " the platform could be read. Among the causes: a rule of the gateway"
                    + " subnet's NSG that keeps GatewayManager out, or a route that leads"
                    + " 0.0.0.0/0 away from the Internet. "
                    + OTHER_CAUSES))
        .unreadable("1b-1.x5", "the gateway could not be read")
        .means("in which subnet it is is not known")
        .then(
            lookAgain(
                PROBE_ROUNDS,
                "The health of back ends is unknown, and the gateway's document could not be"
                    + " read."))
        .otherwise("1b-1.x6", "neither a rule nor a route is in the way")
        .means("no probe has reported yet, or something that ARM does not show is in the way")
        .then(
            lookAgain(
                PROBE_ROUNDS,
                "The health of back ends is unknown, although GatewayManager and"
                    + " AzureLoadBalancer are let in and no route leads away from the Internet. "
                    + OTHER_CAUSES));
  }

  @Override
  public List<String> differences() {
    return List.of(
        "The guide has no such step; it waits while health is unknown and calls the management"
            + " ports a matter of the first generation. Both generations need them: 65503-65534"
            + " for the first, 65200-65535 for the second.",
        "The verdict is computed port by port, default rules included; a rule that blocks a part of"
            + " the range counts. AzureLoadBalancer is asked about too.",
        "A network-isolated gateway needs neither GatewayManager nor a way to the Internet.",
        "Routes that are learned over BGP cannot be read; where there may be any, that is said.");
  }

  /** What decided; of two rules the one against GatewayManager comes first. */
  static Map<String, String> facts(ManagementPath path) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("managementPorts", path.ports());
    List<Refused> refused =
        Stream.concat(path.gatewayManager().stream(), path.loadBalancer().stream()).toList();
    if (!refused.isEmpty()) {
      Refused first = refused.get(0);
      facts.put(
          "service", String.join(", ", refused.stream().map(one -> one.service().tag()).toList()));
      facts.put("rule", first.rule().name());
      facts.put("ruleId", first.ruleId());
      facts.put("nsg", first.group().name());
      facts.put("nsgId", first.group().toString());
      facts.put("priority", Integer.toString(first.rule().priority()));
      facts.put("default", Boolean.toString(first.rule().isDefault()));
      facts.put("refusedPort", Integer.toString(first.port()));
    }
    path.loadBalancer()
        .filter(other -> path.keepsGatewayManagerOut())
        .ifPresent(other -> facts.put("loadBalancerRuleId", other.ruleId()));
    path.ledAway()
        .ifPresent(
            away -> {
              facts.putIfAbsent("ruleId", away.routeId());
              facts.put("routeTable", away.table().name());
              facts.put("routeTableId", away.table().toString());
              facts.put("route", away.route().name());
              facts.put("prefix", away.route().prefix());
              facts.put("nextHop", away.route().nextHop());
            });
    return facts;
  }

  static List<String> couldNotCheck(ManagementPath path) {
    return Stream.concat(path.why().stream(), path.notExamined().stream())
        .map(sentence -> "management traffic: " + sentence)
        .toList();
  }
}
