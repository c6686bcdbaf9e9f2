package io.gatewayresponder.lab.twin.health;

import io.gatewayresponder.lab.twin.network.Network;
import io.gatewayresponder.lab.twin.servers.Answer;
import io.gatewayresponder.lab.twin.servers.Backends;
import io.gatewayresponder.lab.twin.servers.Certificate;
import io.gatewayresponder.lab.twin.servers.WebServer;
import java.util.List;
import java.util.Optional;

/**
 * One request from the gateway's instances to a server: probes and clients' requests travel alike.
 */
public record BackendCall(Network network, Backends backends) {

  /** How the request ended. */
  public sealed interface Outcome {

    record NameDoesNotResolve() implements Outcome {}

    record NoConnection() implements Outcome {}

    /** The protocols of the two ends differ: TLS was spoken to a server that has none. */
    record NoTls() implements Outcome {}

    /** TLS was spoken, and the certificate refused. */
    record Untrusted(Objection objection) implements Outcome {}

    record Answered(Answer answer) implements Outcome {}
  }

  /** What a gateway has against a certificate. */
  public enum Objection {
    CHAIN_INCOMPLETE,
    EXPIRED,
    OTHER_NAME
  }

  /** What an HTTPS server says to somebody who speaks plain HTTP. */
  private static final int PLAIN_HTTP_TO_TLS = 400;

  /**
   * Calls from every modelled instance. One instance that does not get through makes the call fail:
   * each probes on its own, and health shows the worst.
   */
  public Outcome call(
      GatewayDocument gateway, String server, String protocol, int port, String host, String path) {
    Optional<String> address = backends.names().find(server);
    if (address.isEmpty()) {
      return new Outcome.NameDoesNotResolve();
    }
    List<String> instances = network.instances(gateway.subnetId(), gateway.instances());
    boolean open =
        !instances.isEmpty()
            && instances.stream()
                .allMatch(
                    instance ->
                        network
                            .connect(gateway.subnetId(), instance, address.get(), port)
                            .isOpen());
    Optional<WebServer> listener =
        backends
            .find(server, port)
            .or(() -> backends.find(address.get(), port))
            .filter(WebServer::listening);
    if (!open || listener.isEmpty()) {
      return new Outcome.NoConnection();
    }
    return answer(listener.get(), protocol.equalsIgnoreCase("Https"), host, path);
  }

  private static Outcome answer(WebServer server, boolean tls, String host, String path) {
    boolean serverHasTls = server.protocol().equalsIgnoreCase("Https");
    if (tls && !serverHasTls) {
      return new Outcome.NoTls();
    }
    Optional<Objection> objection =
        tls
            ? server.certificate().flatMap(certificate -> objection(certificate, host))
            : Optional.empty();
    if (objection.isPresent()) {
      return new Outcome.Untrusted(objection.get());
    }
    Answer answer = server.answer(host, path);
    return new Outcome.Answered(
        serverHasTls && !tls ? new Answer(PLAIN_HTTP_TO_TLS, answer.latency()) : answer);
  }

  private static Optional<Objection> objection(Certificate certificate, String host) {
    if (!certificate.chainComplete()) {
      return Optional.of(Objection.CHAIN_INCOMPLETE);
    }
    if (certificate.expired()) {
      return Optional.of(Objection.EXPIRED);
    }
    return certificate.covers(host) ? Optional.empty() : Optional.of(Objection.OTHER_NAME);
  }
}
