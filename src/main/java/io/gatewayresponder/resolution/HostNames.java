package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.CertificateChain;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.HealthProbe;
import io.gatewayresponder.evidence.ShownCertificate;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.resolution.ShownServers.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The hosts by which a gateway may call servers whose certificates were seen: every one of them
 * covers each. Names come from certificates, text from outside, and only such are taken that a host
 * can have.
 *
 * @param choices the nearest to what is configured first; empty where no host suits all servers
 * @param reason why the first; where there is none, why a name has to be entered
 */
record HostNames(List<String> choices, String reason) {
  /** A certificate can be for hundreds of names; nobody chooses among them. */
  private static final int MOST = 20;

  /** So many hosts that somebody has chosen are asked for, where what was seen is not for them. */
  private static final int MOST_ASKED = 3;

  private static final String NOTHING_SEEN =
      "no certificate was seen from here: enter a name that the servers' certificate is for";

  private static final String NONE_SUITS =
      "the certificates that were seen are for no host by which all servers can be called: enter a"
          + " name that the servers have a certificate for";

  /**
   * @param servers what was seen of the servers that need a name
   * @param now the host by which they are called now; may be empty or an address
   */
  static HostNames of(
      Sight sight, Gateway gateway, BackendSetting setting, List<Shown> servers, String now) {
    List<ShownCertificate> leaves =
        servers.stream()
            .flatMap(one -> one.judgement().chain().stream())
            .map(CertificateChain::leaf)
            .distinct()
            .toList();
    Map<String, String> known = new LinkedHashMap<>();
    known(gateway, setting, servers)
        .forEach((name, reason) -> known.putIfAbsent(plain(name), reason));
    List<String> others =
        leaves.stream()
            .flatMap(leaf -> leaf.names().stream())
            .map(HostNames::plain)
            .filter(name -> !name.contains("*") && !known.containsKey(name))
            .sorted(Comparator.comparingInt((String name) -> sharedLabels(name, now)).reversed())
            .distinct()
            .toList();
    List<String> choices = new ArrayList<>(covered(known.keySet(), leaves));
    choices.addAll(covered(others, leaves));
    if (choices.isEmpty()) {
      choices.addAll(shownWhenAsked(sight, known.keySet(), servers));
    }
    if (choices.isEmpty()) {
      choices.addAll(covered(underStars(leaves, now), leaves));
    }
    String best = choices.isEmpty() ? "" : choices.get(0);
    String reason =
        known.containsKey(best)
            ? known.get(best)
            : others.contains(best)
                ? "it is in the certificate"
                : "the certificate is for every name of this domain";
    return best.isEmpty()
        ? new HostNames(List.of(), leaves.isEmpty() ? NOTHING_SEEN : NONE_SUITS)
        : new HostNames(choices.stream().limit(MOST).toList(), reason);
  }

  /** A server may have a certificate for each host, and show it to whoever asks for that one. */
  private static List<String> shownWhenAsked(
      Sight sight, Iterable<String> names, List<Shown> servers) {
    List<String> shown = new ArrayList<>();
    int asked = 0;
    for (String name : names) {
      if (isHost(name) && asked < MOST_ASKED && !servers.isEmpty()) {
        asked++;
        if (servers.stream().allMatch(one -> shows(sight, one, name))) {
          shown.add(name);
        }
      }
    }
    return shown;
  }

  private static boolean shows(Sight sight, Shown server, String name) {
    return sight
        .handshake(server.server(), server.port(), name)
        .asFound()
        .flatMap(CertificateChain::of)
        .map(chain -> chain.leaf().covers(name))
        .orElse(false);
  }

  /** Hosts that somebody has chosen already, the one with the least side effects first. */
  private static Map<String, String> known(
      Gateway gateway, BackendSetting setting, List<Shown> servers) {
    Map<String, String> known = new LinkedHashMap<>();
    known.put(setting.hostName(), "the setting sends requests with this host already");
    setting
        .probeName()
        .flatMap(gateway::probe)
        .map(HealthProbe::host)
        .ifPresent(host -> known.putIfAbsent(host, "the probe asks for this host already"));
    servers.forEach(
        one -> known.putIfAbsent(one.server(), "the pool calls the server by this name"));
    List<String> rules =
        gateway.wiredPairs().stream()
            .filter(
                wired ->
                    wired.setting().equalsIgnoreCase(setting.name())
                        && servers.stream()
                            .anyMatch(one -> one.pair().pool().equalsIgnoreCase(wired.pool())))
            .flatMap(wired -> wired.rules().stream())
            .toList();
    gateway.routingRules().stream()
        .filter(rule -> rules.contains(rule.name()))
        .flatMap(rule -> gateway.listener(rule.listenerName()).stream())
        .flatMap(listener -> listener.hostNames().stream())
        .forEach(host -> known.putIfAbsent(host, "clients ask for this host"));
    return known;
  }

  /** What the first label of the host in use becomes under each star. */
  private static List<String> underStars(List<ShownCertificate> leaves, String now) {
    String label = plain(now).replaceFirst("\\..*", "");
    return leaves.stream()
        .flatMap(leaf -> leaf.names().stream())
        .map(HostNames::plain)
        .filter(name -> name.startsWith("*."))
        .flatMap(
            name ->
                Stream.of(label, "www")
                    .filter(one -> !one.isEmpty())
                    .map(one -> one + name.substring(1)))
        .distinct()
        .toList();
  }

  private static List<String> covered(Iterable<String> names, List<ShownCertificate> certificates) {
    List<String> covered = new ArrayList<>();
    for (String name : names) {
      if (isHost(name)
          && !certificates.isEmpty()
          && certificates.stream().allMatch(leaf -> leaf.covers(name))) {
        covered.add(name);
      }
    }
    return covered;
  }

  /** Whether a person might have entered it: what is written to Azure follows one rule. */
  static boolean isHost(String name) {
    return Parameter.text("host", "Host", ParameterType.HOST_NAME, "", "")
        .complaint(name)
        .isEmpty();
  }

  /** How many labels two names have in common at their ends. */
  private static int sharedLabels(String name, String other) {
    String[] mine = name.split("\\.", -1);
    String[] theirs = plain(other).split("\\.", -1);
    int shared = 0;
    while (shared < Math.min(mine.length, theirs.length)
        && mine[mine.length - 1 - shared].equals(theirs[theirs.length - 1 - shared])) {
      shared++;
    }
    return shared;
  }

  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** The parameter that asks for one of them, or for any host where none is known. */
  Parameter asParameter(String label) {
    return choices.isEmpty()
        ? Parameter.text("host", label, ParameterType.HOST_NAME, "", reason)
        : Parameter.choice("host", label, choices, reason);
  }
}
