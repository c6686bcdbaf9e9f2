package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a person does on the back end where no security group is in the way. Whether a process
 * listens there, and what the machine's own firewall does, cannot be known from ARM.
 */
final class BackEndNotListening implements Resolution {
  private static final Pattern PORT = Pattern.compile("^\\d{1,5}$");

  @Override
  public Family family() {
    return Family.A;
  }

  @Override
  public String name() {
    return "BackEndNotListening";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return causes.stream()
        .filter(cause -> Refusals.of(List.of(cause), sight).isEmpty())
        .map(this::option)
        .toList();
  }

  private Option option(Finding cause) {
    Map<String, String> facts = cause.facts();
    String server = facts.getOrDefault("server", "each back end of " + cause.subject());
    // Facts may hold text from outside: only digits go into a command that a person will copy.
    String port =
        PORT.matcher(facts.getOrDefault("port", ""))
            .results()
            .findFirst()
            .map(MatchResult::group)
            .orElse("PORT");
    return Option.guiding(
        name() + ":" + cause.row() + ":" + cause.subject(),
        name(),
        family(),
        "See on the back end whether it listens on port " + port + " (" + cause.subject() + ")",
        cause.seen() + ": " + cause.means() + ".",
        List.of(
            "On "
                + server
                + ", see whether a process listens, and on which address: sudo ss -ltnp"
                + " 'sport = :"
                + port
                + "'. On 127.0.0.1 only, the gateway does not reach it."
                + " Windows: Get-NetTCPConnection -State Listen -LocalPort "
                + port,
            "Ask it from the machine itself: curl -v http://localhost:" + port + "/",
            "See the machine's own firewall: sudo firewall-cmd --list-all, sudo ufw status verbose,"
                + " or sudo nft list ruleset. Windows: Get-NetFirewallRule -Enabled True -Direction"
                + " Inbound -Action Block",
            "Where nothing listens, start the service (systemctl status SERVICE; journalctl -u"
                + " SERVICE -n 100) or correct the port of the HTTP setting.",
            "See routes and firewalls on the way: az network nic show-effective-route-table"
                + " --ids NIC, and the log of a network appliance if a route leads to one.",
            "The back end should turn healthy within one or two probe intervals."));
  }
}
