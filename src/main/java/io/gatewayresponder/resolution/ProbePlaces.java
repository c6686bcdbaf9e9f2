package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.HealthProbe;
import io.gatewayresponder.evidence.PathMap;
import io.gatewayresponder.evidence.WiredPair;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where an application may answer a probe: the paths and hosts that the gateway's document names,
 * and paths that are usual for the purpose. Guesses, to be tried; the likeliest come first.
 */
final class ProbePlaces {
  /** Usual paths of health pages. */
  private static final List<String> USUAL =
      List.of("/health", "/healthz", "/api/health", "/status");

  private static final String ROOT = "/";

  /** Client paths are pages rather than health checks; two show whether the server serves. */
  private static final int MOST_CLIENT_PATHS = 2;

  private static final int MOST_CLIENT_HOSTS = 2;

  /** A slip of the keyboard: one or two letters. */
  private static final int SLIP = 2;

  /** Choices beyond this are no help. */
  private static final int MOST_PROBES = 10;

  private ProbePlaces() {}

  /** Paths to try in place of the present one. */
  static List<String> paths(FailingProbe failing) {
    String present = failing.probe().path();
    Set<String> known = new LinkedHashSet<>();
    related(failing).stream()
        .map(HealthProbe::path)
        .filter(path -> !path.isEmpty())
        .forEach(known::add);
    known.addAll(USUAL);
    known.addAll(clientPaths(failing));
    known.add(ROOT);
    known.remove(present);
    List<String> likeliest = new ArrayList<>();
    known.stream().filter(path -> slips(present, path) <= SLIP).forEach(likeliest::add);
    known.stream().filter(path -> !likeliest.contains(path)).forEach(likeliest::add);
    return List.copyOf(likeliest);
  }

  /** The paths of clients that lead to the pools in question, without what follows them. */
  private static List<String> clientPaths(FailingProbe failing) {
    return failing.gateway().pathMaps().stream()
        .flatMap(map -> map.entries().stream())
        .filter(entry -> leadsTo(failing, entry))
        .flatMap(entry -> entry.paths().stream())
        .map(path -> path.endsWith("*") ? path.substring(0, path.length() - 1) : path)
        .filter(path -> ParameterType.PATH.complaint(ask(path), path).isEmpty())
        .distinct()
        .limit(MOST_CLIENT_PATHS)
        .toList();
  }

  private static boolean leadsTo(FailingProbe failing, PathMap.Entry entry) {
    return failing.pairs().stream()
        .anyMatch(
            pair ->
                pair.pool().equalsIgnoreCase(entry.poolName())
                    && pair.setting().equalsIgnoreCase(entry.settingName()));
  }

  private static Parameter ask(String path) {
    return Parameter.text("path", "", ParameterType.PATH, path, "");
  }

  /**
   * Hosts that a probe could ask for; empty stands for the HTTP setting's. The default probe of an
   * unnamed setting asks for an address, so what requests are sent with comes before that.
   */
  static List<String> hosts(FailingProbe failing) {
    Set<String> hosts = new LinkedHashSet<>();
    String present = ProbeWish.now(failing).host();
    if (!failing.isDefault()) {
      hosts.add(present);
    }
    if (failing.settings().stream().allMatch(ProbePlaces::namesHost)) {
      hosts.add("");
    } else {
      hosts.addAll(clientHosts(failing));
    }
    hosts.add(present);
    return List.copyOf(hosts);
  }

  private static boolean namesHost(BackendSetting setting) {
    return setting.picksHostFromServer() || !setting.hostName().isEmpty();
  }

  /** The hosts with which clients come where the setting passes them on. */
  private static List<String> clientHosts(FailingProbe failing) {
    Gateway gateway = failing.gateway();
    List<String> rules =
        failing.pairs().stream().map(WiredPair::rules).flatMap(List::stream).toList();
    return gateway.routingRules().stream()
        .filter(rule -> rules.contains(rule.name()))
        .flatMap(rule -> gateway.listener(rule.listenerName()).stream())
        .flatMap(listener -> listener.hostNames().stream())
        .filter(host -> ParameterType.HOST_NAME.complaint(ask(host), host).isEmpty())
        .distinct()
        .limit(MOST_CLIENT_HOSTS)
        .toList();
  }

  /**
   * Other probes that could serve the settings: those that no setting uses, which were made for
   * something, then those that are used for the same pools.
   */
  static List<HealthProbe> related(FailingProbe failing) {
    return Stream.concat(unused(failing).stream(), ofSamePools(failing).stream())
        .distinct()
        .limit(MOST_PROBES)
        .toList();
  }

  /** Those of them that no setting uses. */
  static List<HealthProbe> unused(FailingProbe failing) {
    return fitting(failing)
        .filter(
            probe ->
                failing.gateway().settings().stream().noneMatch(setting -> uses(setting, probe)))
        .toList();
  }

  private static List<HealthProbe> ofSamePools(FailingProbe failing) {
    List<String> pools = failing.pairs().stream().map(WiredPair::pool).toList();
    List<BackendSetting> settings =
        failing.gateway().wiredPairs().stream()
            .filter(pair -> pools.contains(pair.pool()))
            .flatMap(pair -> failing.gateway().setting(pair.setting()).stream())
            .toList();
    return fitting(failing)
        .filter(probe -> settings.stream().anyMatch(setting -> uses(setting, probe)))
        .toList();
  }

  private static boolean uses(BackendSetting setting, HealthProbe probe) {
    return setting.probeName().filter(probe.name()::equalsIgnoreCase).isPresent();
  }

  /** Azure takes no probe of another protocol, nor one that wants a host of a setting without. */
  private static Stream<HealthProbe> fitting(FailingProbe failing) {
    return failing.gateway().probes().stream()
        .filter(probe -> !probe.name().equalsIgnoreCase(failing.target()) || failing.isDefault())
        .filter(probe -> probe.protocol().equalsIgnoreCase(failing.setting().protocol()))
        .filter(probe -> probe.port().orElse(failing.setting().port()) == failing.setting().port())
        .filter(
            probe ->
                !probe.picksHostFromSetting()
                    || failing.settings().stream().allMatch(ProbePlaces::namesHost));
  }

  /** How many letters are added, lost or exchanged between two paths (Levenshtein). */
  static int slips(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int exchanged = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
