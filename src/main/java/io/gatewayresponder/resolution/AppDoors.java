package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.AccessRestrictions;
import io.gatewayresponder.evidence.AccessRestrictions.Rule;
import io.gatewayresponder.evidence.AppAccess;
import io.gatewayresponder.evidence.AppCaller;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.WebApps;
import io.gatewayresponder.evidence.WebApps.WebApp;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which apps behind the gateway let it in, judged again from what is seen. */
final class AppDoors {
  /**
   * An app that restrictions could keep the gateway out of.
   *
   * @param address the name by which a pool knows it
   */
  record Door(WebApp app, ResourceId id, String address, AccessRestrictions restrictions) {
    AppAccess access(AppCaller caller) {
      return AppAccess.of(app, address, restrictions, caller);
    }

    boolean isShutTo(AppCaller caller) {
      return !app.isStopped() && access(caller) instanceof AppAccess.Refused;
    }

    /** The rule that keeps the gateway out; nothing where none is about it. */
    Optional<Rule> by(AppCaller caller) {
      return access(caller) instanceof AppAccess.Refused refused ? refused.by() : Optional.empty();
    }
  }

  private AppDoors() {}

  static Optional<AppCaller> caller(Sight sight) {
    return sight.gateway().asFound().map(gateway -> AppCaller.look(sight, gateway));
  }

  /** The apps of the causes' pools that keep the gateway out. */
  static List<Door> shut(List<Finding> causes, Sight sight) {
    Optional<AppCaller> caller = caller(sight);
    return caller.isEmpty()
        ? List.of()
        : of(pools(causes), sight).stream().filter(door -> door.isShutTo(caller.get())).toList();
  }

  /** True when no app that a rule leads to keeps the gateway out that does not do so now. */
  static boolean shutsNobodyOut(Sight now, Sight then) {
    List<ResourceId> shut = shutNow(now);
    return shut.containsAll(shutNow(then));
  }

  private static List<ResourceId> shutNow(Sight sight) {
    Optional<AppCaller> caller = caller(sight);
    List<String> pools =
        sight.gateway().asFound().stream()
            .flatMap(gateway -> gateway.wiredPairs().stream())
            .map(pair -> pair.pool())
            .distinct()
            .toList();
    return of(pools, sight).stream()
        .filter(door -> caller.filter(door::isShutTo).isPresent())
        .map(Door::id)
        .toList();
  }

  private static List<String> pools(List<Finding> causes) {
    return causes.stream()
        .flatMap(cause -> cause.subject().asPair().stream())
        .map(Subject.Pair::pool)
        .distinct()
        .toList();
  }

  /** Each app once, where its restrictions could be read. */
  private static List<Door> of(List<String> pools, Sight sight) {
    Optional<Gateway> gateway = sight.gateway().asFound();
    Optional<WebApps> apps = sight.webApps().asFound();
    List<Door> doors = new ArrayList<>();
    Set<ResourceId> seen = new LinkedHashSet<>();
    pools.stream()
        .flatMap(pool -> gateway.stream().flatMap(it -> it.pool(pool).stream()))
        .flatMap(pool -> pool.addresses().stream())
        .flatMap(address -> apps.stream().flatMap(it -> door(address, it, sight)))
        .filter(door -> seen.add(door.id()))
        .forEach(doors::add);
    return doors;
  }

  private static Stream<Door> door(String address, WebApps apps, Sight sight) {
    return apps.at(address).stream()
        .flatMap(
            app ->
                app.id().stream()
                    .flatMap(
                        id ->
                            sight.accessRestrictions(id).asFound().stream()
                                .map(found -> new Door(app, id, address, found))));
  }
}
