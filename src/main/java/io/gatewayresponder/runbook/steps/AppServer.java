package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.AccessRestrictions;
import io.gatewayresponder.evidence.AppAccess;
import io.gatewayresponder.evidence.AppCaller;
import io.gatewayresponder.evidence.AppHost;
import io.gatewayresponder.evidence.HostNameBindings;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.WebApps.WebApp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server of a pool that is an App Service app.
 *
 * @param address its name in the pool
 * @param app nothing where the subscription's list does not have it
 * @param id the app's id; nothing where it has none that is one
 * @param health nothing where it could not be read
 * @param bound every host that the app answers to, as far as it is known
 * @param host whether the app answers to the host that requests are sent with
 * @param restrictions nothing where they could not be read
 * @param notKnown sentences about what could not be read or judged
 */
record AppServer(
    String address,
    Optional<WebApp> app,
    Optional<ResourceId> id,
    Optional<ServerHealth> health,
    List<String> bound,
    AppHost.Bound host,
    Optional<AccessRestrictions> restrictions,
    AppAccess access,
    List<String> notKnown) {
  /**
   * What is wrong with an app, as far as the step tells it apart.
   *
   * @param forbids the probe met 403 for another reason
   * @param failsOtherwise the probe failed for a reason that the step does not know
   */
  record Trouble(
      boolean stopped, boolean refused, boolean foreign, boolean forbids, boolean failsOtherwise) {
    static final Trouble NONE = new Trouble(false, false, false, false, false);
  }

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  static AppServer look(
      Sight sight, String address, Optional<ServerHealth> health, AppHost sent, AppCaller caller) {
    List<String> notKnown = new ArrayList<>();
    Optional<WebApp> app = read(sight.webApps(), notKnown).flatMap(apps -> apps.at(address));
    Optional<ResourceId> id = app.flatMap(WebApp::id);
    if (id.isEmpty()) {
      notKnown.add(
          address + ": no app of the gateway's subscription that can be read has this name");
      return new AppServer(
          address,
          app,
          id,
          health,
          List.of(),
          AppHost.Bound.UNDECIDED,
          Optional.empty(),
          new AppAccess.Undecided(List.of()),
          List.copyOf(notKnown));
    }
    Optional<HostNameBindings> bindings = read(sight.hostNameBindings(id.get()), notKnown);
    List<String> bound = app.get().boundHosts(bindings);
    AppHost.Bound host = sent.at(bound);
    if (host == AppHost.Bound.NO && bindings.isEmpty()) {
      host = AppHost.Bound.UNDECIDED;
    }
    if (host == AppHost.Bound.UNDECIDED && bindings.isPresent()) {
      notKnown.add(
          "whether app %s answers to the host that requests are sent with (%s) is not known"
              .formatted(app.get().name(), sent.sent().words()));
    }
    Optional<AccessRestrictions> restrictions = read(sight.accessRestrictions(id.get()), notKnown);
    AppAccess access =
        restrictions
            .map(found -> AppAccess.of(app.get(), address, found, caller))
            .orElseGet(() -> new AppAccess.Undecided(List.of()));
    if (access instanceof AppAccess.Undecided undecided) {
      notKnown.addAll(undecided.why());
    }
    return new AppServer(
        address, app, id, health, bound, host, restrictions, access, List.copyOf(notKnown));
  }

  Trouble trouble() {
    return new Trouble(
        isStopped(),
        isRefused(),
        isForeignToHost(),
        metForbidden() && !isStopped() && !isRefused(),
        failsOtherwise());
  }

  boolean isStopped() {
    return app.map(WebApp::isStopped).orElse(false);
  }

  boolean isRefused() {
    return access instanceof AppAccess.Refused;
  }

  boolean isForeignToHost() {
    return host == AppHost.Bound.NO;
  }

  /** True when the probe fails for a reason that step 5 does not know. */
  boolean failsOtherwise() {
    return fails() && !isStopped() && !metForbidden() && !(met(NOT_FOUND) && isForeignToHost());
  }

  boolean metForbidden() {
    return met(FORBIDDEN);
  }

  boolean fails() {
    return health
        .map(
            one ->
                one.state() == ServerHealth.State.UNHEALTHY
                    || one.state() == ServerHealth.State.PARTIAL)
        .orElse(false);
  }

  boolean isUndecided() {
    return access instanceof AppAccess.Undecided || host == AppHost.Bound.UNDECIDED;
  }

  private boolean met(int status) {
    return fails()
        && health.map(one -> one.probeLog().receivedStatus().orElse(0) == status).orElse(false);
  }

  private static <T> Optional<T> read(Look<T> look, List<String> notKnown) {
    if (look instanceof Look.Unreadable<T> unreadable) {
      notKnown.add(unreadable.sentence());
    }
    return look.asFound();
  }
}
