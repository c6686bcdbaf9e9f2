package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.EffectiveProbe;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.HealthProbe;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.WiredPair;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A health probe with which servers fail: a custom one, for all of its settings that fail, or the
 * default one of a single setting. What is wrong with it comes from the causes; what it asks and
 * how servers answer comes from what can be seen now.
 *
 * @param custom nothing for the default probe
 * @param settings the HTTP settings whose servers fail, at least one
 * @param causes those that are about it
 * @param failing the servers that fail now, at least one
 */
record FailingProbe(
    Gateway gateway,
    BackendHealth health,
    EffectiveProbe probe,
    Optional<HealthProbe> custom,
    List<BackendSetting> settings,
    List<Finding> causes,
    List<Failing> failing) {

  /** A server that fails, as reached through a pool and a setting. */
  record Failing(String pool, String setting, ServerHealth server) {}

  private record Case(BackendSetting setting, Finding cause, List<Failing> failing) {}

  /**
   * The probes that causes of these rows are about, in the causes' order.
   *
   * @param rows ids of rows, such as {@code 2c.1}; other causes are left aside
   */
  static List<FailingProbe> of(Set<String> rows, List<Finding> causes, Sight sight) {
    Optional<Gateway> gateway = sight.gateway().asFound();
    Optional<BackendHealth> health = sight.backendHealth().asFound();
    if (gateway.isEmpty() || health.isEmpty()) {
      return List.of();
    }
    Map<String, List<Case>> cases = new LinkedHashMap<>();
    for (Finding cause : causes) {
      Optional<Case> found =
          rows.contains(cause.row()) ? find(cause, gateway.get(), health.get()) : Optional.empty();
      found.ifPresent(
          one -> cases.computeIfAbsent(key(one.setting()), any -> new ArrayList<>()).add(one));
    }
    return cases.values().stream()
        .map(alike -> of(gateway.get(), health.get(), alike))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Settings share a custom probe; each has a default probe of its own. */
  private static String key(BackendSetting setting) {
    return setting
        .probeName()
        .map(name -> "probe " + name)
        .orElse("setting " + setting.name())
        .toLowerCase(Locale.ROOT);
  }

  private static Optional<Case> find(Finding cause, Gateway gateway, BackendHealth health) {
    return cause
        .subject()
        .asPair()
        .flatMap(
            pair ->
                gateway
                    .setting(pair.setting())
                    .filter(FailingProbe::isHttp)
                    // A setting may name a probe that is not there: then a person looks.
                    .filter(it -> it.probeName().flatMap(gateway::probe).isPresent() || none(it))
                    .map(setting -> new Case(setting, cause, failing(cause, pair, health)))
                    .filter(one -> !one.failing().isEmpty()));
  }

  private static boolean none(BackendSetting setting) {
    return setting.probeName().isEmpty();
  }

  private static boolean isHttp(BackendSetting setting) {
    return setting.protocol().equalsIgnoreCase("Http")
        || setting.protocol().equalsIgnoreCase("Https");
  }

  private static List<Failing> failing(Finding cause, Subject.Pair pair, BackendHealth health) {
    return health.unhealthyServers(pair.pool(), pair.setting()).stream()
        .filter(
            server ->
                !(cause.subject() instanceof Subject.Servers some)
                    || some.addresses().contains(server.address()))
        .map(server -> new Failing(pair.pool(), pair.setting(), server))
        .toList();
  }

  private static Optional<FailingProbe> of(
      Gateway gateway, BackendHealth health, List<Case> cases) {
    List<BackendSetting> settings = cases.stream().map(Case::setting).distinct().toList();
    BackendSetting first = settings.get(0);
    return gateway
        .effectiveProbe(first.name())
        .map(
            probe ->
                new FailingProbe(
                    gateway,
                    health,
                    probe,
                    first.probeName().flatMap(gateway::probe),
                    settings,
                    cases.stream().map(Case::cause).distinct().toList(),
                    cases.stream().flatMap(one -> one.failing().stream()).distinct().toList()));
  }

  /** The first of the settings; what they have in common can be read from it. */
  BackendSetting setting() {
    return settings.get(0);
  }

  /** The rest of an option's id: the probe, or the setting that has none. */
  String target() {
    return custom.map(HealthProbe::name).orElse(setting().name());
  }

  boolean isDefault() {
    return custom.isEmpty();
  }

  /** The names of the settings that fail. */
  List<String> settingNames() {
    return settings.stream().map(BackendSetting::name).toList();
  }

  boolean hasCause(Set<String> rows) {
    return causes.stream().anyMatch(cause -> rows.contains(cause.row()));
  }

  /** Settings that have the same custom probe and no part in the causes. */
  List<String> sharers() {
    return custom.stream()
        .flatMap(
            probe ->
                gateway.settings().stream()
                    .filter(other -> names(other, probe))
                    .map(BackendSetting::name)
                    .filter(name -> settingNames().stream().noneMatch(name::equalsIgnoreCase)))
        .toList();
  }

  private static boolean names(BackendSetting setting, HealthProbe probe) {
    return setting.probeName().filter(probe.name()::equalsIgnoreCase).isPresent();
  }

  /** Every pool that is probed through the settings that fail; those with failing servers first. */
  List<WiredPair> pairs() {
    List<WiredPair> pairs =
        gateway.wiredPairs().stream()
            .filter(pair -> settingNames().stream().anyMatch(pair.setting()::equalsIgnoreCase))
            .toList();
    return Stream.concat(
            pairs.stream().filter(this::fails), pairs.stream().filter(pair -> !fails(pair)))
        .toList();
  }

  private boolean fails(WiredPair pair) {
    return failing.stream().anyMatch(one -> isOf(pair, one));
  }

  /** True when this server of a pair fails for these causes. */
  boolean fails(WiredPair pair, String address) {
    return failing.stream()
        .anyMatch(one -> isOf(pair, one) && one.server().address().equalsIgnoreCase(address));
  }

  private static boolean isOf(WiredPair pair, Failing one) {
    return pair.pool().equalsIgnoreCase(one.pool())
        && pair.setting().equalsIgnoreCase(one.setting());
  }

  /** True when the last probes found this server of a pair healthy. */
  boolean isHealthy(WiredPair pair, String address) {
    return health.pairs().stream()
        .filter(
            one ->
                one.pool().equalsIgnoreCase(pair.pool())
                    && one.setting().equalsIgnoreCase(pair.setting()))
        .flatMap(one -> one.servers().stream())
        .anyMatch(
            server ->
                server.address().equalsIgnoreCase(address)
                    && server.state() == ServerHealth.State.HEALTHY);
  }

  /** Servers of the same pairs that take the probe as it is. */
  List<String> healthyBeside() {
    return pairs().stream()
        .filter(this::fails)
        .flatMap(
            pair ->
                health.pairs().stream()
                    .filter(
                        one ->
                            one.pool().equalsIgnoreCase(pair.pool())
                                && one.setting().equalsIgnoreCase(pair.setting())))
        .flatMap(one -> one.servers().stream())
        .filter(server -> server.state() == ServerHealth.State.HEALTHY)
        .map(ServerHealth::address)
        .distinct()
        .toList();
  }

  /** The addresses of the servers that fail, each once. */
  List<String> servers() {
    return failing.stream().map(one -> one.server().address()).distinct().toList();
  }
}
