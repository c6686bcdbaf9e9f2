package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has a walk of its own: each pair with a failing server, and within a pair each way of
 * failing. Where health could not be read, every pair that a rule wires.
 */
final class FailingPairs {
  private final List<Subject> subjects;
  private final Map<Subject.Pair, List<Subject.Servers>> apart = new HashMap<>();

  private FailingPairs(List<Subject> subjects) {
    this.subjects = subjects;
    for (Subject subject : subjects) {
      if (subject instanceof Subject.Servers servers) {
        apart.computeIfAbsent(servers.pair(), any -> new ArrayList<>()).add(servers);
      }
    }
  }

  private static FailingPairs seen(Sight sight) {
    return sight.made(FailingPairs.class, () -> new FailingPairs(read(sight)));
  }

  static List<Subject> of(Sight sight) {
    return seen(sight).subjects;
  }

  /** The servers of this pair that have walks of their own. */
  static List<Subject.Servers> apart(Sight sight, Subject.Pair pair) {
    return seen(sight).apart.getOrDefault(pair, List.of());
  }

  private static List<Subject> read(Sight sight) {
    return sight
        .backendHealth()
        .map(FailingPairs::failing)
        .asFound()
        .orElseGet(() -> sight.gateway().map(FailingPairs::wired).asFound().orElseGet(List::of));
  }

  /** The unhealthy or partly healthy servers that the subject is about. */
  static List<ServerHealth> servers(BackendHealth health, Subject subject) {
    List<ServerHealth> servers = new ArrayList<>();
    for (ServerHealth server :
        subject
            .asPair()
            .map(pair -> health.servers(pair.pool(), pair.setting()))
            .orElseGet(List::of)) {
      if (fails(server)
          && subject.onlyServers().map(some -> some.contains(server.address())).orElse(true)) {
        servers.add(server);
      }
    }
    return List.copyOf(servers);
  }

  private static List<Subject> failing(BackendHealth health) {
    List<Subject> subjects = new ArrayList<>();
    for (BackendHealth.Pair pair : health.pairs()) {
      Map<String, List<String>> ways = new LinkedHashMap<>();
      for (ServerHealth server : pair.servers()) {
        if (fails(server)) {
          ways.computeIfAbsent(way(server), any -> new ArrayList<>()).add(server.address());
        }
      }
      Subject.Pair whole = new Subject.Pair(pair.pool(), pair.setting());
      if (ways.size() == 1) {
        subjects.add(whole);
      } else {
        ways.values().forEach(addresses -> subjects.add(new Subject.Servers(whole, addresses)));
      }
    }
    return subjects;
  }

  private static List<Subject> wired(Gateway gateway) {
    return gateway.wiredPairs().stream()
        .<Subject>map(pair -> new Subject.Pair(pair.pool(), pair.setting()))
        .toList();
  }

  private static boolean fails(ServerHealth server) {
    return server.state() == ServerHealth.State.UNHEALTHY
        || server.state() == ServerHealth.State.PARTIAL;
  }

  private static String way(ServerHealth server) {
    return server.probeLog().kind()
        + (server.probeLog().receivedStatus().isPresent()
            ? " " + server.probeLog().receivedStatus().getAsInt()
            : "");
  }
}
