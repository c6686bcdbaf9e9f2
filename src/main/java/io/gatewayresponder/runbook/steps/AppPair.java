package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.AccessRestrictions;
import io.gatewayresponder.evidence.AppAccess;
import io.gatewayresponder.evidence.AppCaller;
import io.gatewayresponder.evidence.AppHost;
import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.WebApps.WebApp;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A pair whose servers are App Service apps.
 *
 * @param pair nothing where no pair has such a server
 * @param probe the probe and what it met; nothing where no server is an app
 * @param servers the apps among the servers in question
 * @param notKnown why nothing may be known of apps
 */
record AppPair(
    Optional<Subject.Pair> pair,
    AppHost host,
    Optional<ProbeInUse> probe,
    AppCaller caller,
    List<AppServer> servers,
    List<String> notKnown) {
  private static final AppHost NO_HOST = new AppHost(AppHost.Sent.BY_SERVER, List.of(), false);
  private static final AppCaller NOBODY =
      new AppCaller(Optional.empty(), false, List.of(), List.of());

  /** What was seen of the subjects that were asked about: each is asked about more than once. */
  private record Seen(Map<Subject, Look<AppPair>> pairs) {}

  static Look<AppPair> look(Sight sight, Subject subject) {
    return sight
        .made(Seen.class, () -> new Seen(new HashMap<>()))
        .pairs()
        .computeIfAbsent(subject, any -> read(sight, subject));
  }

  private static Look<AppPair> read(Sight sight, Subject subject) {
    return sight
        .gateway()
        .map(
            gateway ->
                subject
                    .asPair()
                    .flatMap(
                        pair ->
                            gateway
                                .setting(pair.setting())
                                .map(setting -> of(sight, gateway, subject, pair, setting)))
                    .orElseGet(
                        () ->
                            new AppPair(
                                subject.asPair(),
                                NO_HOST,
                                Optional.empty(),
                                NOBODY,
                                List.of(),
                                AppServers.notKnown(sight, gateway))));
  }

  /**
   * The subjects that a question about a pair comes to: where its apps have different troubles,
   * each is asked about by itself, so that what is said of one is not said of the others.
   */
  static List<Subject> apart(Sight sight, Subject subject) {
    Map<AppServer.Trouble, List<String>> byTrouble = new LinkedHashMap<>();
    for (AppServer server :
        look(sight, subject).asFound().map(AppPair::servers).orElseGet(List::of)) {
      AppServer.Trouble trouble = server.trouble();
      if (!trouble.equals(AppServer.Trouble.NONE)) {
        byTrouble.computeIfAbsent(trouble, any -> new ArrayList<>()).add(server.address());
      }
    }
    return subject.asPair().isEmpty() || byTrouble.size() < 2
        ? List.of(subject)
        : byTrouble.values().stream()
            .<Subject>map(
                servers ->
                    new Subject.Servers(subject.asPair().orElseThrow(), List.copyOf(servers)))
            .toList();
  }

  private static AppPair of(
      Sight sight, Gateway gateway, Subject subject, Subject.Pair pair, BackendSetting setting) {
    AppHost host = AppHost.of(gateway, pair.pool(), setting);
    List<AppServers.Server> servers = AppServers.of(sight, gateway, subject);
    AppCaller caller = servers.isEmpty() ? NOBODY : AppCaller.look(sight, gateway);
    return new AppPair(
        Optional.of(pair),
        host,
        servers.isEmpty() ? Optional.empty() : ProbeInUse.look(sight, subject).asFound(),
        caller,
        servers.stream()
            .map(server -> AppServer.look(sight, server.address(), server.health(), host, caller))
            .toList(),
        List.of());
  }

  boolean hasNoApp() {
    return servers.isEmpty();
  }

  boolean failsOtherwise() {
    return any(AppServer::failsOtherwise);
  }

  boolean clientHostIsForeign() {
    return host.sent() == AppHost.Sent.BY_CLIENT && any(AppServer::isForeignToHost);
  }

  boolean settingHostIsForeign() {
    return host.sent() == AppHost.Sent.BY_SETTING && any(AppServer::isForeignToHost);
  }

  boolean isRefused() {
    return any(AppServer::isRefused);
  }

  boolean isStopped() {
    return any(AppServer::isStopped);
  }

  /** True when the gateway gets in, and the app itself forbids what the probe asks. */
  boolean isForbiddenByTheApp() {
    return any(
        server ->
            server.metForbidden()
                && !server.isStopped()
                && server.access() instanceof AppAccess.Let);
  }

  boolean isForbiddenForUnknownReasons() {
    return any(
        server ->
            server.metForbidden()
                && !server.isStopped()
                && server.access() instanceof AppAccess.Undecided);
  }

  boolean isUndecided() {
    return any(AppServer::isUndecided);
  }

  boolean picks() {
    return host.sent() == AppHost.Sent.BY_SERVER;
  }

  private boolean any(Predicate<AppServer> which) {
    for (AppServer server : servers) {
      if (which.test(server)) {
        return true;
      }
    }
    return false;
  }

  List<String> couldNotCheck() {
    Set<String> all = new LinkedHashSet<>(notKnown);
    servers.forEach(server -> all.addAll(server.notKnown()));
    return List.copyOf(all);
  }

  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    if (isForbiddenByTheApp()) {
      // The probe is what has to be put right.
      probe.map(ProbeInUse::facts).ifPresent(facts::putAll);
    }
    pair.ifPresent(
        found -> {
          facts.put("pool", found.pool());
          facts.put("setting", found.setting());
        });
    if (servers.isEmpty()) {
      return facts;
    }
    List<AppServer> wrong =
        servers.stream()
            .filter(server -> server.fails() || !server.trouble().equals(AppServer.Trouble.NONE))
            .toList();
    List<AppServer> told = wrong.isEmpty() ? servers : wrong;
    put(facts, "server", told, server -> Stream.of(server.address()));
    put(facts, "app", told, server -> server.app().map(WebApp::name).stream());
    put(facts, "appId", told, server -> server.id().map(ResourceId::toString).stream());
    put(
        facts,
        "defaultHostName",
        told,
        server -> server.app().map(WebApp::defaultHostName).stream());
    put(facts, "boundHosts", told, server -> server.bound().stream());
    facts.put("hostSent", host.sent().words());
    if (!host.names().isEmpty()) {
      facts.putIfAbsent(
          "host",
          String.join(
              ", ",
              host.names().stream()
                  .flatMap(names -> names.isEmpty() ? Stream.of("any") : names.stream())
                  .distinct()
                  .toList()));
    }
    probe.ifPresent(asked -> facts.put("probeHost", asked.probe().host()));
    told.stream().filter(AppServer::isRefused).findFirst().ifPresent(one -> refusal(facts, one));
    return facts;
  }

  private void refusal(Map<String, String> facts, AppServer server) {
    if (server.access() instanceof AppAccess.Refused refused) {
      facts.put(
          "restriction",
          refused.by().map(AccessRestrictions.Rule::name).orElse("no rule allows the gateway"));
    }
    caller.subnetId().ifPresent(id -> facts.put("gatewaySubnetId", id.toString()));
    facts.put("serviceEndpoint", Boolean.toString(caller.throughEndpoint()));
    if (!caller.addresses().isEmpty()) {
      facts.put("gatewayAddress", String.join(", ", caller.addresses()));
    }
    List<String> mistaken =
        server.restrictions().map(AccessRestrictions::rules).orElseGet(List::of).stream()
            .filter(AccessRestrictions.Rule::allows)
            .filter(this::mistakes)
            .map(AccessRestrictions.Rule::name)
            .toList();
    if (!mistaken.isEmpty()) {
      facts.put("rulesThatNeverMatch", String.join(", ", mistaken));
    }
  }

  /**
   * Rules that look as if they let the gateway in: of private addresses, which the shared platform
   * never sees, or of the gateway's subnet while that has no service endpoint.
   */
  private boolean mistakes(AccessRestrictions.Rule rule) {
    return rule.namesPrivateAddresses()
        || (!caller.throughEndpoint()
            && rule.subnetId().isPresent()
            && rule.subnetId().equals(caller.subnetId()));
  }

  private static void put(
      Map<String, String> facts,
      String name,
      List<AppServer> servers,
      Function<AppServer, Stream<String>> values) {
    Set<String> all = new LinkedHashSet<>();
    servers.forEach(server -> values.apply(server).forEach(all::add));
    String joined = String.join(", ", all);
    if (!joined.isEmpty()) {
      facts.put(name, joined);
    }
  }
}
