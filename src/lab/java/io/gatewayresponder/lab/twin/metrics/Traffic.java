package io.gatewayresponder.lab.twin.metrics;

import io.gatewayresponder.lab.twin.health.BackendCall;
import io.gatewayresponder.lab.twin.health.GatewayDocument;
import io.gatewayresponder.lab.twin.health.Gateways;
import io.gatewayresponder.lab.twin.health.Member;
import io.gatewayresponder.lab.twin.health.Pairing;
import io.gatewayresponder.lab.twin.health.ProbeRunner;
import io.gatewayresponder.lab.twin.logs.AccessLog;
import io.gatewayresponder.lab.twin.metrics.Exchange.Reply;
import io.gatewayresponder.lab.twin.network.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets the client load flow through every gateway and writes down what the gateway's metrics and
 * its access log would show. Every request is a new connection.
 *
 * <p>A gateway that is stopped or starting lets nobody connect, so it emits nothing at all. A
 * modelling choice: while it is <em>Stopping</em> it still accepts clients, has dropped its own
 * connections to the servers, and answers with an error; so a stop leaves failed requests behind
 * before the gateway falls silent, and a static alert rule can see it.
 */
public final class Traffic {

  private final Gateways gateways;
  private final Network network;
  private final ProbeRunner probes;
  private final Exchange exchange;
  private final Load load;
  private final MetricStore store;
  private final AccessLog log;

  public Traffic(
      Gateways gateways,
      Network network,
      ProbeRunner probes,
      BackendCall backend,
      Load load,
      MetricStore store,
      AccessLog log) {
    this.gateways = gateways;
    this.network = network;
    this.probes = probes;
    this.exchange = new Exchange(backend);
    this.load = load;
    this.store = store;
    this.log = log;
  }

  /** The requests of the time span that ended now. */
  public void flow(Instant now, Duration span) {
    for (GatewayDocument gateway : gateways.all()) {
      boolean stopping = gateway.operationalState().equalsIgnoreCase("Stopping");
      if (gateway.isRunning() || stopping) {
        flow(gateway, now, span, stopping);
      }
    }
  }

  private void flow(GatewayDocument gateway, Instant now, Duration span, boolean stopping) {
    // The span lies before now: at the full minute it belongs to the minute that has just ended.
    Recorder recorder = new Recorder(store, gateway.key(), now.minusMillis(1));
    if (gateway.isRunning()) {
      for (Pairing pairing : gateway.pairings()) {
        recorder.hosts(
            pairing,
            probes.healthy(gateway, pairing).size(),
            probes.unhealthy(gateway, pairing).size());
      }
    }
    double rate = 0;
    for (Load.Stream stream : load.of(gateway.id())) {
      double requests = stream.requestsPerSecond() * span.toMillis() / 1000.0;
      if (requests > 0 && send(gateway, stream, requests, stopping, recorder, now)) {
        rate += stream.requestsPerSecond();
      }
    }
    recorder.utilisation(gateway, rate);
  }

  /**
   * What a client would get for a request now, from whichever server takes it.
   *
   * @return HTTP statuses; none when the client does not get as far as the gateway
   */
  public Set<Integer> statuses(String gatewayId, String host, String path, Instant now) {
    return gateways.all().stream()
        .filter(gateway -> gateway.id().equalsIgnoreCase(gatewayId) && gateway.isRunning())
        .flatMap(gateway -> statuses(gateway, host, path, now))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<Integer> statuses(GatewayDocument gateway, String host, String path, Instant now) {
    Routing.Destination to = Routing.route(gateway, host, path).orElse(null);
    if (to == null || !network.clients(gateway.subnetId(), to.port()).isOpen()) {
      return Stream.of();
    }
    if (to.pairing().isEmpty()) {
      return Stream.of(to.ownStatus());
    }
    Pairing pairing = to.pairing().get();
    List<Member> servers = probes.healthy(gateway, pairing);
    return servers.isEmpty()
        ? Stream.of(Exchange.noServer(gateway).status())
        : servers.stream()
            .map(server -> exchange.with(gateway, pairing, server, to.host(), path, now).status());
  }

  /** Whether the clients got as far as the gateway. */
  private boolean send(
      GatewayDocument gateway,
      Load.Stream stream,
      double requests,
      boolean stopping,
      Recorder recorder,
      Instant now) {
    Routing.Destination to = Routing.route(gateway, stream.host(), stream.path()).orElse(null);
    if (to == null || !network.clients(gateway.subnetId(), to.port()).isOpen()) {
      return false;
    }
    Journal journal = new Journal(log, gateway, recorder.at(), to, stream.host(), stream.path());
    if (to.pairing().isEmpty()) {
      recorder.own(to.ownStatus(), requests);
      journal.own(requests);
      return true;
    }
    Pairing pairing = to.pairing().get();
    List<Member> servers = probes.healthy(gateway, pairing);
    if (stopping || servers.isEmpty()) {
      Reply reply = stopping ? Exchange.notConnected() : Exchange.noServer(gateway);
      recorder.replied(pairing, reply, requests);
      journal.unserved(reply, requests);
    } else {
      for (Member server : servers) {
        Reply reply = exchange.with(gateway, pairing, server, to.host(), stream.path(), now);
        recorder.replied(pairing, reply, requests / servers.size());
        journal.served(exchange, server, reply, requests / servers.size());
      }
    }
    return true;
  }
}
