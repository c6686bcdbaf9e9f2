package io.gatewayresponder.lab.twin.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.health.ServerHealth.Verdict;
import io.gatewayresponder.lab.twin.network.Network;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the probes of all gateways on simulated time. It is told the time by {@link #advanceTo}; a
 * probe that is due then runs then, against the state that the model has at that moment. Not
 * thread-safe: its owner calls it under one lock.
 */
public final class ProbeRunner {

  private record Key(String gateway, Pairing pairing, String server) {}

  private final Gateways gateways;
  private final Network network;
  private final Prober prober;
  private final Map<Key, ServerHealth> servers = new HashMap<>();

  public ProbeRunner(Gateways gateways, Network network, BackendCall backend) {
    this.gateways = gateways;
    this.network = network;
    this.prober = new Prober(backend);
  }

  /** Runs what is due. A gateway that does not run probes nothing and forgets what it knew. */
  public void advanceTo(Instant now) {
    Set<Key> alive = new HashSet<>();
    for (GatewayDocument gateway : gateways.all()) {
      if (gateway.isRunning()) {
        gateway.pairings().forEach(pairing -> advance(gateway, pairing, now, alive));
      }
    }
    servers.keySet().retainAll(alive);
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
    return with(gateway, pairing, Verdict.UP);
  }

  public List<Member> unhealthy(GatewayDocument gateway, Pairing pairing) {
    return with(gateway, pairing, Verdict.DOWN);
  }

  private List<Member> with(GatewayDocument gateway, Pairing pairing, Verdict verdict) {
    return gateway.members(pairing.pool(), network).stream()
        .filter(server -> health(gateway, pairing, server).verdict() == verdict)
        .toList();
  }

  private static Key key(GatewayDocument gateway, Pairing pairing, Member server) {
    return new Key(gateway.key(), pairing, server.address());
  }
}
