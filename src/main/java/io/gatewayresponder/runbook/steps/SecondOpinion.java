package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.AddressRange;
import io.gatewayresponder.evidence.ConnectivityCheck;
import io.gatewayresponder.evidence.ConnectivityCheck.Issue;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Network Watcher found when it connected from the gateway by itself. It knows what ARM does
 * not show, such as admin rules and learned routes, and takes tens of seconds: it is asked about a
 * server or two, and only where our own verdict needs it.
 *
 * @param checks by server
 * @param notAvailable sentences about why there is none
 */
record SecondOpinion(Map<String, ConnectivityCheck> checks, List<String> notAvailable) {
  private static final int MOST_SERVERS = 2;

  /** The reasons that have rows. */
  private static final List<String> TELLING =
      List.of("NetworkSecurityRule", "UserDefinedRoute", "GuestFirewall", "DnsResolution");

  static SecondOpinion ask(Sight sight, Gateway gateway, List<String> servers, int port) {
    Map<String, ConnectivityCheck> checks = new LinkedHashMap<>();
    List<String> notAvailable = new ArrayList<>();
    if (!servers.isEmpty() && gateway.generation() == Gateway.Generation.V1) {
      notAvailable.add(
          "second opinion on the path: Network Watcher does not connect from gateways of the first"
              + " generation");
      return new SecondOpinion(checks, notAvailable);
    }
    for (String server : servers.stream().limit(MOST_SERVERS).toList()) {
      Look<ConnectivityCheck> look = sight.connectivity(server, port);
      look.asFound().ifPresent(check -> checks.put(server, check));
      if (look instanceof Look.Unreadable<ConnectivityCheck> unreadable) {
        notAvailable.add("second opinion on the path: " + unreadable.sentence());
        break;
      }
    }
    return new SecondOpinion(checks, notAvailable);
  }

  boolean reaches(String server) {
    ConnectivityCheck check = checks.get(server);
    return check != null && check.isReachable();
  }

  /** The address that the gateway finds for a server that the pool knows by name. */
  Optional<String> addressOf(String server) {
    return Optional.ofNullable(checks.get(server))
        .filter(check -> AddressRange.find(server).isEmpty())
        .flatMap(ConnectivityCheck::destination);
  }

  boolean reachesAny() {
    return checks.values().stream().anyMatch(ConnectivityCheck::isReachable);
  }

  /** True when a server is out of reach for a reason of one of these types. */
  boolean names(String... types) {
    List<String> wanted = List.of(types);
    return unreached().stream()
        .flatMap(check -> check.issues().stream())
        .anyMatch(issue -> wanted.stream().anyMatch(issue.type()::equalsIgnoreCase));
  }

  /** The servers that are out of reach for a reason that a person can look at. */
  List<String> named() {
    return checks.entrySet().stream()
        .filter(check -> isUnreachable(check.getValue()))
        .filter(check -> check.getValue().issues().stream().anyMatch(SecondOpinion::isTelling))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean isTelling(Issue issue) {
    return TELLING.stream().anyMatch(issue.type()::equalsIgnoreCase);
  }

  /** True when it could not connect either. */
  boolean agreesThatNothingAnswers() {
    return !unreached().isEmpty();
  }

  private List<ConnectivityCheck> unreached() {
    return checks.values().stream().filter(SecondOpinion::isUnreachable).toList();
  }

  private static boolean isUnreachable(ConnectivityCheck check) {
    return check.status().equalsIgnoreCase("Unreachable");
  }

  /** What it said, for people: the status and what is wrong on the way. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    if (checks.isEmpty()) {
      return facts;
    }
    facts.put("secondOpinion", join(checks.values().stream().map(ConnectivityCheck::status)));
    facts.put("secondOpinionAbout", String.join(", ", checks.keySet()));
    List<Issue> issues =
        checks.values().stream().flatMap(check -> check.issues().stream()).distinct().toList();
    if (!issues.isEmpty()) {
      facts.put("secondOpinionNames", join(issues.stream().map(SecondOpinion::words)));
    }
    return facts;
  }

  private static String join(java.util.stream.Stream<String> words) {
    return String.join(", ", words.distinct().toList());
  }

  private static String words(Issue issue) {
    List<String> context =
        issue.context().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toList();
    return issue.type()
        + (issue.hop().isEmpty() ? "" : " at " + issue.hop())
        + (context.isEmpty() ? "" : " (" + String.join("; ", context) + ")");
  }
}
