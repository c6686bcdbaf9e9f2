package io.gatewayresponder.lab.twin.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.network.Network;
import io.gatewayresponder.lab.twin.platform.Caller;
import io.gatewayresponder.lab.twin.platform.Hosted;
import io.gatewayresponder.lab.twin.platform.Platform;
import io.gatewayresponder.lab.twin.servers.Answer;
import io.gatewayresponder.lab.twin.servers.Backends;
import io.gatewayresponder.lab.twin.servers.Habits;
import io.gatewayresponder.lab.twin.servers.WebServer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request from the gateway's instances to a server: probes and clients' requests travel alike.
 */
public final class BackendCall {

  /**
   * What is asked of which server.
   *
   * @param setting the properties of the setting by which the server is called: they say whom the
   *     gateway trusts
   * @param host of the request; empty when nobody modelled it
   * @param at by the twin's clock
   */
  public record Asked(
      String server,
      JsonNode setting,
      String protocol,
      int port,
      String host,
      String path,
      Instant at) {

    boolean isTls() {
      return protocol.equalsIgnoreCase("Https");
    }
  }

  /** How the request ended. */
  public sealed interface Outcome {

    record NameDoesNotResolve() implements Outcome {}

    /** Nobody gets through, or only some of the gateway's instances do. */
    record NoConnection(boolean forSome) implements Outcome {
      public NoConnection() {
        this(false);
      }
    }

    /** The protocols of the two ends differ: TLS was spoken to a server that has none. */
    record NoTls() implements Outcome {}

    /** TLS was spoken, and the certificate refused. */
    record Untrusted(Objection objection) implements Outcome {}

    record Answered(Answer answer) implements Outcome {}

    /** The server sent the beginning of an answer, its status included, and then closed. */
    record BrokenOff(Answer begun) implements Outcome {}
  }

  /** What an HTTPS server says to somebody who speaks plain HTTP. */
  private static final int PLAIN_HTTP_TO_TLS = 400;

  private final Network network;
  private final Backends backends;
  private final Platform platform;
  private final GatewayTrust trust;
  private final Resolver resolver;

  public BackendCall(Network network, Backends backends, Platform platform) {
    this.network = network;
    this.backends = backends;
    this.platform = platform;
    this.trust = new GatewayTrust(backends.authorities());
    this.resolver = new Resolver(platform::address, backends.habits());
  }

  /**
   * Calls from every modelled instance. One instance that does not get through makes the call fail:
   * each probes on its own, and health shows the worst.
   */
  public Outcome call(GatewayDocument gateway, Asked asked) {
    Optional<String> address =
        resolver.resolve(gateway, asked.server()).map(Resolver.Resolved::address);
    if (address.isEmpty()) {
      return new Outcome.NameDoesNotResolve();
    }
    Optional<WebServer> listener =
        process(gateway, asked, address.get()).filter(WebServer::accepts);
    if (listener.isEmpty()) {
      return new Outcome.NoConnection();
    }
    List<String> instances = network.instances(gateway.subnetId(), gateway.instances());
    long through =
        instances.stream().filter(each -> reaches(gateway, each, address.get(), asked)).count();
    if (through == 0 || through < instances.size()) {
      return new Outcome.NoConnection(through > 0 && habits().showsPartial());
    }
    Optional<Hosted> hosted = platform.find(asked.server());
    // Documented: the first generation trusts Azure's own services without a listed certificate.
    boolean vouchedFor = hosted.isPresent() && gateway.isFirstGeneration();
    Outcome outcome = answer(gateway, asked, listener.get(), vouchedFor);
    return outcome instanceof Outcome.Answered answered
            && hosted.map(each -> platform.breaksOff(each, asked.host())).orElse(false)
        ? new Outcome.BrokenOff(answered.answer())
        : outcome;
  }

  /** The address to which a gateway sends requests for a server; its name when it knows none. */
  public String routed(GatewayDocument gateway, String server) {
    return resolver.resolve(gateway, server).map(Resolver.Resolved::address).orElse(server);
  }

  /** Where a server's name leads; an address leads to itself. */
  Optional<String> address(String server) {
    return platform.address(server);
  }

  /** What was set up on a server's port, whether or not it can be reached. */
  Optional<WebServer> process(GatewayDocument gateway, Asked asked, String address) {
    Optional<Hosted> hosted = platform.find(asked.server());
    return hosted.isPresent()
        ? platform.frontEnd(hosted.get(), caller(gateway), asked.port(), asked.host(), asked.path())
        : backends
            .find(asked.server(), asked.port())
            .or(() -> backends.find(address, asked.port()));
  }

  private boolean reaches(GatewayDocument gateway, String instance, String address, Asked asked) {
    return network.connect(gateway.subnetId(), instance, address, asked.port()).isOpen();
  }

  /** Whether requests go to an address that the server's name no longer leads to. */
  boolean usesOldAddress(GatewayDocument gateway, Member server) {
    return resolver.resolve(gateway, server.address()).map(Resolver.Resolved::old).orElse(false);
  }

  Habits habits() {
    return backends.habits();
  }

  private Caller caller(GatewayDocument gateway) {
    return platform.caller(gateway.subnetId(), gateway.publicAddressIds(), gateway.location());
  }

  private Outcome answer(
      GatewayDocument gateway, Asked asked, WebServer server, boolean vouchedFor) {
    boolean serverHasTls = server.protocol().equalsIgnoreCase("Https");
    if (asked.isTls() && !serverHasTls) {
      return new Outcome.NoTls();
    }
    Optional<Objection> objection =
        server
            .certificate()
            .filter(shown -> asked.isTls() && !vouchedFor)
            .flatMap(shown -> trust.objection(gateway, asked, shown));
    if (objection.isPresent()) {
      return new Outcome.Untrusted(objection.get());
    }
    Answer answer = server.answer(asked.host(), asked.path());
    return new Outcome.Answered(
        serverHasTls && !asked.isTls() ? new Answer(PLAIN_HTTP_TO_TLS, answer.latency()) : answer);
  }
}
