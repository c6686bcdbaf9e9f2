package io.gatewayresponder.lab.twin.servers;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * The servers behind the gateways, and the names by which they are found. What ARM cannot express
 * is broken and mended here, at run time and from any thread.
 */
public final class Backends {

  private final Map<Endpoint, WebServer> servers = new ConcurrentSkipListMap<>();
  private final Names names = new Names();
  private final Set<String> toleratingForeignHosts = new ConcurrentSkipListSet<>();
  private final Habits habits = new Habits();
  private final Authorities authorities;

  /** No servers; what they will show nobody's trust store knows. */
  public Backends() {
    this(Authorities.fresh());
  }

  /** No servers; their certificates are signed by these authorities. */
  public Backends(Authorities authorities) {
    this.authorities = authorities;
  }

  /** The two web servers of the shop; what they may show nobody's trust store knows. */
  public static Backends ofTheShop() {
    return ofTheShop(Authorities.fresh());
  }

  /** The two web servers of the shop. */
  public static Backends ofTheShop(Authorities authorities) {
    Backends backends = new Backends(authorities);
    backends.setListening("10.20.1.4", 8080, true);
    backends.setListening("10.20.1.5", 8080, true);
    return backends;
  }

  public Names names() {
    return names;
  }

  /** What the gateways in front of these servers do beyond the usual. */
  public Habits habits() {
    return habits;
  }

  /** Those who sign the servers' certificates. */
  public Authorities authorities() {
    return authorities;
  }

  public Optional<WebServer> find(String address, int port) {
    return Optional.ofNullable(servers.get(new Endpoint(address, port)));
  }

  public Map<Endpoint, WebServer> all() {
    return Map.copyOf(servers);
  }

  /** Starts or stops a server; one that was unknown until now answers 200 to everything. */
  public void setListening(String address, int port, boolean listening) {
    servers.compute(
        new Endpoint(address, port), (where, server) -> orDefault(server).withListening(listening));
  }

  /** Lets the server's own machine drop whatever comes to this port, or no longer. */
  public void setFirewalled(String address, int port, boolean firewalled) {
    servers.compute(
        new Endpoint(address, port), (where, server) -> orDefault(server).withFirewall(firewalled));
  }

  /** {@code Http} or {@code Https}. */
  public void setProtocol(String address, int port, String protocol) {
    servers.compute(
        new Endpoint(address, port), (where, server) -> orDefault(server).withProtocol(protocol));
  }

  /** From now on the server speaks TLS and shows this certificate. */
  public void setCertificate(String address, int port, Certificate certificate) {
    servers.compute(
        new Endpoint(address, port), (where, server) -> orDefault(server).with(certificate));
  }

  /** Sets the answer for a host, a path, both, or (with neither) for everything. */
  public void setAnswer(
      String address, int port, Optional<String> host, Optional<String> path, Answer answer) {
    WebServer.Special special = new WebServer.Special(host, path, answer);
    servers.compute(
        new Endpoint(address, port), (where, server) -> orDefault(server).with(special));
  }

  /** As above, with an empty body. */
  public void setAnswer(
      String address,
      int port,
      Optional<String> host,
      Optional<String> path,
      int status,
      Duration latency) {
    setAnswer(address, port, host, path, new Answer(status, latency));
  }

  /**
   * Whether the front end of an App Service app breaks off requests for hosts that the app does not
   * have, rather than merely answering 404. True until it is set.
   *
   * @param app its default host name
   */
  public void setRejectsForeignHosts(String app, boolean rejects) {
    if (rejects) {
      toleratingForeignHosts.remove(app.toLowerCase(Locale.ROOT));
    } else {
      toleratingForeignHosts.add(app.toLowerCase(Locale.ROOT));
    }
  }

  public boolean rejectsForeignHosts(String app) {
    return !toleratingForeignHosts.contains(app.toLowerCase(Locale.ROOT));
  }

  List<String> toleratingForeignHosts() {
    return List.copyOf(toleratingForeignHosts);
  }

  /** The machine that had an address has another one from now on, with all that it serves. */
  public void move(String address, String to) {
    for (Endpoint there : all().keySet()) {
      WebServer server = there.address().equals(address) ? servers.remove(there) : null;
      if (server != null) {
        servers.put(new Endpoint(to, there.port()), server);
      }
    }
  }

  /** The server is gone; its host, if there is one, refuses connections. */
  public void remove(String address, int port) {
    servers.remove(new Endpoint(address, port));
  }

  private static WebServer orDefault(@Nullable WebServer server) {
    return server == null ? WebServer.DEFAULT : server;
  }
}
