package io.gatewayresponder.lab.twin.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.health.ServerHealth.Verdict;
import io.gatewayresponder.lab.twin.network.Json;
import io.gatewayresponder.lab.twin.network.Network;
import io.gatewayresponder.lab.twin.servers.Habits;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Runs the probes of all gateways on simulated time. It is told the time by {@link #advanceTo}; a
 * probe that is due then runs then, against the state that the model has at that moment. Not
 * thread-safe: its owner calls it under one lock.
 */
public final class ProbeRunner {

  /** The documented time of a draining that gives none. */
  private static final int DEFAULT_DRAIN_SECONDS = 30;

  private record Key(String gateway, Pairing pairing, String server) {}

  private final Gateways gateways;
  private final Network network;
  private final BackendCall calls;
  private final Prober prober;
  private final Habits habits;
  private final Map<Key, ServerHealth> servers = new HashMap<>();

  /** Servers that were taken out of their pools, and until when requests to them may go on. */
  private final Map<Key, Instant> draining = new LinkedHashMap<>();

  public ProbeRunner(Gateways gateways, Network network, BackendCall calls) {
    this.gateways = gateways;
    this.network = network;
    this.calls = calls;
    this.prober = new Prober(calls);
    this.habits = calls.habits();
  }

  /** Runs what is due. A gateway that does not run probes nothing and forgets what it knew. */
  public void advanceTo(Instant now) {
    Set<Key> alive = new HashSet<>();
    for (GatewayDocument gateway : gateways.all()) {
      if (gateway.isRunning()) {
        gateway.pairings().forEach(pairing -> advance(gateway, pairing, now, alive));
      }
    }
    Set<Key> gone = new HashSet<>(servers.keySet());
    gone.removeAll(alive);
    gone.forEach(key -> drain(key, now));
    servers.keySet().retainAll(alive);
    draining.keySet().removeAll(alive);
    draining.values().removeIf(until -> !until.isAfter(now));
  }

  private void drain(Key key, Instant now) {
    gateways
        .find(key.gateway())
        .filter(gateway -> habits.showsDraining() && gateway.isRunning())
        .flatMap(gateway -> gateway.child("backendHttpSettingsCollection", key.pairing().setting()))
        .map(setting -> Json.properties(setting).path("connectionDraining"))
        .filter(rule -> rule.path("enabled").asBoolean(false))
        .ifPresent(
            rule ->
                draining.put(
                    key,
                    now.plusSeconds(rule.path("drainTimeoutInSec").asInt(DEFAULT_DRAIN_SECONDS))));
  }

  /** The addresses of servers that left the pairing's pool and still finish their requests. */
  List<String> draining(GatewayDocument gateway, Pairing pairing) {
    return draining.keySet().stream()
        .filter(key -> key.gateway().equals(gateway.key()) && key.pairing().equals(pairing))
        .map(Key::server)
        .toList();
  }

  /** Whether the last result of a server is about an address that its name no longer has. */
  boolean usesOldAddress(GatewayDocument gateway, Member server) {
    return calls.usesOldAddress(gateway, server);
  }

  private void advance(GatewayDocument gateway, Pairing pairing, Instant now, Set<Key> alive) {
    JsonNode setting =
        gateway.child("backendHttpSettingsCollection", pairing.setting()).orElseThrow();
    for (Member server : gateway.members(pairing.pool(), network)) {
      Key key = key(gateway, pairing, server);
      ProbePlan plan = ProbePlan.of(gateway, setting, server);
      ServerHealth before = servers.getOrDefault(key, ServerHealth.NEW);
      if (before.isDue(now, plan)) {
        servers.put(
            key, before.after(prober.probe(gateway, setting, plan, server, now), now, plan));
      }
      alive.add(key);
    }
  }

  ServerHealth health(GatewayDocument gateway, Pairing pairing, Member server) {
    return servers.getOrDefault(key(gateway, pairing, server), ServerHealth.NEW);
  }

  /** The servers that get requests. */
  public List<Member> healthy(GatewayDocument gateway, Pairing pairing) {
    return with(gateway, pairing, verdict -> verdict == Verdict.UP);
  }

  public List<Member> unhealthy(GatewayDocument gateway, Pairing pairing) {
    return with(gateway, pairing, Verdict::isDown);
  }

  private List<Member> with(GatewayDocument gateway, Pairing pairing, Predicate<Verdict> wanted) {
    return gateway.members(pairing.pool(), network).stream()
        .filter(server -> wanted.test(health(gateway, pairing, server).verdict()))
        .toList();
  }

  private static Key key(GatewayDocument gateway, Pairing pairing, Member server) {
    return new Key(gateway.key(), pairing, server.address());
  }
}
