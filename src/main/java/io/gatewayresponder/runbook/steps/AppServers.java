package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.AddressRange;
import io.gatewayresponder.evidence.BackendPool;
import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.WebApps;
import io.gatewayresponder.evidence.WiredPair;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which servers of which pairs are App Service apps. */
final class AppServers {
  /** A server by its name, and what its probe said. */
  record Server(String address, Optional<ServerHealth> health) {}

  /** How the names of HTTP and HTTPS begin. */
  private static final String HTTP = "http";

  /** The servers that are apps, of the pairs that were asked about. */
  private final Map<Subject.Pair, List<String>> apps = new HashMap<>();

  private AppServers() {}

  /**
   * Every wired pair with an app among its servers. Servers of a pair that fail in a way of their
   * own, of which the pair has several, are asked about by themselves, as in the walk that examines
   * why they fail.
   */
  static List<Subject> subjects(Sight sight, Gateway gateway) {
    List<Subject> subjects = new ArrayList<>();
    for (WiredPair wired : gateway.wiredPairs()) {
      Subject.Pair pair = new Subject.Pair(wired.pool(), wired.setting());
      List<String> apps = apps(sight, gateway, pair);
      if (!apps.isEmpty()) {
        Stream.concat(FailingPairs.apart(sight, pair).stream(), Stream.of(pair))
            .filter(subject -> !about(sight, subject, pair, apps).isEmpty())
            .forEach(subjects::add);
      }
    }
    return subjects;
  }

  /** The servers of the subject that are apps. */
  static List<Server> of(Sight sight, Gateway gateway, Subject subject) {
    return subject
        .asPair()
        .map(pair -> servers(sight, subject, pair, apps(sight, gateway, pair)))
        .orElseGet(List::of);
  }

  /** Said where no app was found: a name of the customer's own may be bound to one. */
  static List<String> notKnown(Sight sight, Gateway gateway) {
    boolean names =
        gateway.wiredPairs().stream()
            .flatMap(wired -> gateway.pool(wired.pool()).stream())
            .flatMap(pool -> pool.addresses().stream())
            .anyMatch(address -> AddressRange.isName(address));
    return names && sight.webApps() instanceof Look.Unreadable<WebApps> unreadable
        ? List.of(unreadable.sentence())
        : List.of();
  }

  private static List<String> apps(Sight sight, Gateway gateway, Subject.Pair pair) {
    return sight
        .made(AppServers.class, AppServers::new)
        .apps
        .computeIfAbsent(pair, any -> read(sight, gateway, pair));
  }

  private static List<String> read(Sight sight, Gateway gateway, Subject.Pair pair) {
    if (!speaksHttp(gateway, pair)) {
      return List.of();
    }
    Set<String> apps = new LinkedHashSet<>();
    for (String address :
        gateway.pool(pair.pool()).map(BackendPool::addresses).orElseGet(List::of)) {
      if (isApp(sight, address)) {
        apps.add(address);
      }
    }
    return List.copyOf(apps);
  }

  /** By the name that the platform gave it, or by one that is bound to an app. */
  private static boolean isApp(Sight sight, String address) {
    return WebApps.isPlatformName(address)
        || (AddressRange.isName(address)
            && sight.webApps().asFound().flatMap(apps -> apps.at(address)).isPresent());
  }

  /** Layer 4 sends what comes and knows no host. */
  private static boolean speaksHttp(Gateway gateway, Subject.Pair pair) {
    return gateway
        .setting(pair.setting())
        .map(BackendSetting::protocol)
        .map(protocol -> protocol.regionMatches(true, 0, HTTP, 0, HTTP.length()))
        .orElse(false);
  }

  private static List<Server> servers(
      Sight sight, Subject subject, Subject.Pair pair, List<String> apps) {
    List<ServerHealth> health =
        sight
            .backendHealth()
            .map(found -> found.servers(pair.pool(), pair.setting()))
            .asFound()
            .orElseGet(List::of);
    return about(sight, subject, pair, apps).stream()
        .map(address -> new Server(address, of(health, address)))
        .toList();
  }

  private static Optional<ServerHealth> of(List<ServerHealth> health, String address) {
    for (ServerHealth one : health) {
      if (one.address().equalsIgnoreCase(address)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** Those of a pair's apps that the subject is about. */
  private static List<String> about(
      Sight sight, Subject subject, Subject.Pair pair, List<String> apps) {
    if (subject instanceof Subject.Servers some) {
      return apps.stream().filter(some.addresses()::contains).toList();
    }
    List<String> apart = new ArrayList<>();
    FailingPairs.apart(sight, pair).forEach(servers -> apart.addAll(servers.addresses()));
    return apart.isEmpty()
        ? apps
        : apps.stream().filter(address -> !apart.contains(address)).toList();
  }
}
