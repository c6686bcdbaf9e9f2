package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.AppHost;
import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.HostNameBindings;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.WebApps;
import io.gatewayresponder.evidence.WebApps.WebApp;
import io.gatewayresponder.evidence.WiredPair;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An HTTP setting that sends requests to apps with a host that they do not answer to, judged again
 * from what is seen. A setting may serve several pools: what is changed for one changes for all.
 *
 * @param causes those of the findings that are about this setting
 * @param apps every app that requests go to through this setting
 * @param otherPools the pools with servers that are no apps, or none that can be read
 */
record ForeignHost(
    BackendSetting setting, List<Finding> causes, List<App> apps, List<String> otherPools) {
  private static final Set<String> ROWS = Set.of("5.2", "5.3");

  /**
   * One app.
   *
   * @param address the name by which the pool knows it
   * @param bound every host that it answers to
   */
  record App(String pool, String address, WebApp app, List<String> bound) {}

  /** The settings that the causes are about, where an app's bindings say that it is so. */
  static List<ForeignHost> of(List<Finding> causes, Sight sight) {
    Optional<Gateway> gateway = sight.gateway().asFound();
    List<Finding> about = causes.stream().filter(cause -> ROWS.contains(cause.row())).toList();
    return about.stream()
        .flatMap(cause -> cause.subject().asPair().stream())
        .map(Subject.Pair::setting)
        .distinct()
        .flatMap(name -> gateway.stream().flatMap(it -> it.setting(name).stream()))
        .map(setting -> of(setting, about, gateway.orElseThrow(), sight))
        .filter(host -> host.isForeign(gateway.orElseThrow(), host.setting()))
        .toList();
  }

  private static ForeignHost of(
      BackendSetting setting, List<Finding> causes, Gateway gateway, Sight sight) {
    List<App> apps = new ArrayList<>();
    List<String> others = new ArrayList<>();
    gateway.wiredPairs().stream()
        .filter(pair -> pair.setting().equalsIgnoreCase(setting.name()))
        .map(WiredPair::pool)
        .distinct()
        .flatMap(name -> gateway.pool(name).stream())
        .forEach(
            pool -> {
              boolean onlyApps = pool.ipConfigurationIds().isEmpty();
              for (String address : pool.addresses()) {
                Optional<App> app = app(pool.name(), address, sight);
                app.ifPresent(apps::add);
                onlyApps &= app.isPresent();
              }
              if (!onlyApps) {
                others.add(pool.name());
              }
            });
    return new ForeignHost(
        setting,
        causes.stream().filter(cause -> isAbout(cause, setting.name())).toList(),
        List.copyOf(apps),
        List.copyOf(others));
  }

  private static boolean isAbout(Finding cause, String setting) {
    return cause
        .subject()
        .asPair()
        .filter(pair -> pair.setting().equalsIgnoreCase(setting))
        .isPresent();
  }

  private static Optional<App> app(String pool, String address, Sight sight) {
    Optional<WebApp> app = sight.webApps().asFound().flatMap((WebApps apps) -> apps.at(address));
    Optional<HostNameBindings> bindings =
        app.flatMap(WebApp::id).flatMap(id -> sight.hostNameBindings(id).asFound());
    return bindings.map(
        found -> new App(pool, address, app.orElseThrow(), app.get().boundHosts(bindings)));
  }

  /** True when the host that is sent now is the setting's own. */
  boolean isSettings() {
    return !setting.hostName().isEmpty();
  }

  /** True when an app of the causes' pools does not answer to what this setting sends. */
  private boolean isForeign(Gateway gateway, BackendSetting sending) {
    return any(gateway, sending, this::isAsked, AppHost.Bound.NO);
  }

  /** True when every app of the causes' pools would answer, and no other one less than now. */
  boolean isMendedBy(List<Change> changes, Sight sight) {
    Gateway then = new SightAfter(sight, changes).gateway().asFound().orElseThrow();
    BackendSetting sending = then.setting(setting.name()).orElseThrow();
    boolean asked =
        apps.stream()
            .filter(this::isAsked)
            .allMatch(app -> bound(app, then, sending) == AppHost.Bound.YES);
    return asked && !any(then, sending, any -> true, AppHost.Bound.NO);
  }

  private boolean any(
      Gateway gateway, BackendSetting sending, Predicate<App> which, AppHost.Bound how) {
    return apps.stream().filter(which).anyMatch(app -> bound(app, gateway, sending) == how);
  }

  private static AppHost.Bound bound(App app, Gateway gateway, BackendSetting sending) {
    return AppHost.of(gateway, app.pool(), sending).at(app.bound());
  }

  private boolean isAsked(App app) {
    return causes.stream()
        .flatMap(cause -> cause.subject().asPair().stream())
        .anyMatch(pair -> pair.pool().equalsIgnoreCase(app.pool()));
  }

  /** True when the app can show a certificate for this host, or none is looked at. */
  boolean isTrusted(App app, String host) {
    return !setting.isEncrypted() || !setting.checksName() || app.app().hasCertificateFor(host);
  }
}
