package io.gatewayresponder.lab.twin.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.health.GatewayDocument;
import io.gatewayresponder.lab.twin.health.Member;
import io.gatewayresponder.lab.twin.health.Pairing;
import io.gatewayresponder.lab.twin.logs.AccessLog;
import io.gatewayresponder.lab.twin.logs.AccessRecord;
import io.gatewayresponder.lab.twin.logs.Upstream;
import io.gatewayresponder.lab.twin.metrics.Exchange.Reply;
import io.gatewayresponder.lab.twin.network.Json;
import java.time.Instant;

/** Writes what became of one client stream in one step of time into the gateway's access log. */
record Journal(
    AccessLog log,
    GatewayDocument gateway,
    Instant at,
    Routing.Destination to,
    String host,
    String path) {

  /** The gateway answered by itself. */
  void own(double requests) {
    write("", to.host(), to.ownStatus(), Upstream.notAsked(), requests);
  }

  /** No server was chosen. */
  void unserved(Reply reply, double requests) {
    write("", to.host(), reply.status(), reply.upstream(), requests);
  }

  /** A server was chosen; the log gives its address also when the pool has its name. */
  void served(Exchange exchange, Member server, Reply reply, double requests) {
    JsonNode setting = setting();
    write(
        exchange.routed(gateway, setting, server),
        Exchange.host(setting, server, to.host()),
        reply.status(),
        reply.upstream(),
        requests);
  }

  private JsonNode setting() {
    return to.pairing()
        .flatMap(pairing -> gateway.child("backendHttpSettingsCollection", pairing.setting()))
        .map(Json::properties)
        .orElseThrow();
  }

  private void write(
      String routed, String sentHost, int status, Upstream upstream, double requests) {
    AccessRecord.Asked asked =
        new AccessRecord.Asked(
            host,
            path,
            to.listener(),
            to.rule(),
            to.pairing().map(Pairing::pool).orElse(""),
            to.pairing().map(Pairing::setting).orElse(""),
            to.tls());
    // How many requests a record stands for is the log's to say, which counts them whole.
    log.write(
        new AccessRecord(at, gateway.id(), asked, routed, sentHost, status, upstream, 1), requests);
  }
}
