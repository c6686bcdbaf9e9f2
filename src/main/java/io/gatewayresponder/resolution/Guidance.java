package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.List;
import java.util.Map;

/**
 * What a person does where we know the cause and plan no write for it. One option for each cause;
 * never a write.
 */
final class Guidance implements Resolution {
  private record Words(String name, String title, List<String> steps) {}

  private static final Map<Family, Words> WORDS =
      Map.of(
          Family.B,
          new Words(
              "GuideProbe",
              "Put the health probe right for",
              List.of(
                  "Ask the back end as the probe does, from a machine in its network, and note status"
                      + " and time: curl -sk -o /dev/null -w '%{http_code} %{time_total}\\n'"
                      + " --connect-to ::SERVER:PORT http://HOST:PORT/PATH (https for an HTTPS"
                      + " setting).",
                  "Point the probe to a path that answers 2xx or 3xx without signing in; its"
                      + " protocol has to be the HTTP setting's.",
                  "Widen the accepted status codes only for answers that really mean healthy.",
                  "Raise the time-out only where the back end was seen to answer, and slowly.",
                  "API Management answers on /status-0123456789abcdef, with its own gateway host"
                      + " name as the probe's host.")),
          Family.C,
          new Words(
              "GuideManagementPorts",
              "Open the management ports for",
              List.of(
                  "On the network security group of the gateway's own subnet, allow inbound TCP"
                      + " from the service tag GatewayManager to ports 65503-65534 (v1) or"
                      + " 65200-65535 (v2), any destination.",
                  "Allow the service tag AzureLoadBalancer inbound as well.",
                  "Each Allow needs a free number below that of the Deny which decides now. Where none"
                      + " is free from 100 up, give the Deny a higher one first: az network nsg rule"
                      + " update --ids RULE_ID --priority NUMBER")),
          Family.D,
          new Words(
              "GuidePool",
              "Put the servers right for",
              List.of(
                  "Find out whether the pool was emptied by a deployment or never filled.",
                  "A server that was made anew may have another address: az network nic list --query"
                      + " \"[].{name:name, address:ipConfigurations[0].privateIPAddress}\" -o table",
                  "Add the addresses, host names or network interfaces that belong to it. The"
                      + " command line's --servers replaces the whole list.",
                  "A pool that no rule uses shows no servers either: then the rule is missing, not"
                      + " the target.")),
          Family.E,
          new Words(
              "GuideRouting",
              "Put the routing right for",
              List.of(
                  "Compare the port and protocol that clients use with the listener's.",
                  "A front-end port may be shared: moving it moves every listener on it.",
                  "For path-based rules, add the path to the path map or correct the map's"
                      + " default pool and setting.")),
          Family.H,
          new Words(
              "GuideCapacity",
              "Give more capacity to",
              List.of(
                  "With autoscaling, raise the maximum number of instances (at most 125); else"
                      + " raise the fixed number.",
                  "See that the gateway's subnet has addresses for them.",
                  "One instance is about ten capacity units: compare the metric with ten times the"
                      + " number.")),
          Family.I,
          new Words(
              "GuideAppService",
              "Put host name or access right for",
              List.of(
                  "The host that the setting sends has to be one that is bound to the app. Keeping"
                      + " the client's host with a custom domain spares redirects and cookies;"
                      + " taking the back end's host is the quick way.",
                  "Where the app restricts access, allow the gateway's subnet by a service-endpoint"
                      + " rule; a rule by private address range does not match.",
                  "Afterwards ask the app through the gateway; the probe was healthy before"
                      + " already.")));

  private final Family family;
  private final Words words;

  Guidance(Family family) {
    this.family = family;
    Words known = WORDS.get(family);
    if (known == null) {
      throw new IllegalArgumentException("no words for " + family);
    }
    this.words = known;
  }

  @Override
  public Family family() {
    return family;
  }

  @Override
  public String name() {
    return words.name();
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return causes.stream()
        .map(
            cause ->
                Option.guiding(
                    name() + ":" + cause.row() + ":" + cause.subject(),
                    name(),
                    family,
                    words.title() + " " + of(cause.subject(), sight.gatewayId().name()),
                    cause.seen() + ": " + cause.means() + ".",
                    words.steps()))
        .toList();
  }

  /** The gateway by its name, its parts as parts of it. */
  private static String of(Subject subject, String gateway) {
    return subject instanceof Subject.WholeGateway ? gateway : subject + " of " + gateway;
  }
}
