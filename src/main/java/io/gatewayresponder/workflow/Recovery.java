package io.gatewayresponder.workflow;

import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the servers recovered that a change was meant for, by the gateway's own probes. A cheap
 * look before a whole walk: while these servers are sick a walk would tell nothing new.
 */
sealed interface Recovery {
  record Healthy(String words) implements Recovery {}

  record NotYet(String why) implements Recovery {}

  /** As many sick servers as one sentence can name. */
  int MOST_NAMED = 5;

  /**
   * @param pairs the pools and settings that have to be healthy, written {@code pool~setting}; when
   *     there are none, every server has to have been probed at least
   */
  static Recovery seenBy(Sight sight, Set<String> pairs) {
    Look<Gateway> gateway = sight.gateway();
    if (gateway instanceof Look.Unreadable<Gateway> unreadable) {
      return new NotYet(unreadable.sentence());
    }
    Gateway found = ((Look.Found<Gateway>) gateway).value();
    if (!found.isOperating("Running")) {
      return new NotYet("the gateway is " + found.operationalState());
    }
    Look<BackendHealth> health = sight.backendHealth();
    if (health instanceof Look.Unreadable<BackendHealth> unreadable) {
      return new NotYet(unreadable.sentence());
    }
    return of(((Look.Found<BackendHealth>) health).value(), lowered(pairs));
  }

  private static Recovery of(BackendHealth health, Set<String> pairs) {
    List<String> sick = new ArrayList<>();
    int servers = 0;
    for (BackendHealth.Pair pair : health.pairs()) {
      boolean meant = pairs.contains(lowered(pair.pool() + "~" + pair.setting()));
      for (ServerHealth server : pair.servers()) {
        ServerHealth.State state = server.state();
        if (meant || pairs.isEmpty()) {
          servers++;
          if (meant ? state != ServerHealth.State.HEALTHY : state == ServerHealth.State.UNKNOWN) {
            sick.add(server.address() + " is " + server.health());
          }
        }
      }
    }
    if (servers == 0) {
      return new NotYet("the gateway reports no servers");
    }
    if (sick.isEmpty()) {
      return new Healthy(
          pairs.isEmpty()
              ? "The gateway runs and probes its servers"
              : servers == 1
                  ? "The only server is healthy"
                  : "All " + servers + " servers are healthy");
    }
    String named = String.join(", ", sick.subList(0, Math.min(sick.size(), MOST_NAMED)));
    return new NotYet(sick.size() + " of " + servers + " servers are not healthy: " + named);
  }

  private static String lowered(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Set<String> lowered(Set<String> texts) {
    return texts.stream().map(Recovery::lowered).collect(Collectors.toSet());
  }
}
