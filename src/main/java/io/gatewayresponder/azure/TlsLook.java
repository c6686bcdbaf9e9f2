package io.gatewayresponder.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Look;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * A TLS handshake with a server of a pool, as the gateway would make it, to see the certificates
 * that it shows. It is made from where the responder runs, which may reach less than the gateway
 * does. Nothing is sent when it has ended, no certificate of ours is shown, and nothing that the
 * server says is trusted: it is evidence.
 */
final class TlsLook {
  /** How this machine knows names, connects, and whom it trusts. */
  interface Machine {
    /** The addresses of a name; an address is its own. */
    InetAddress[] resolve(String server) throws UnknownHostException;

    Socket connect(InetSocketAddress address, Duration timeout) throws IOException;

    /** The authorities that everybody knows. */
    Set<TrustAnchor> authorities() throws GeneralSecurityException;
  }

  /** A server within reach answers within milliseconds. */
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** For the whole handshake, however steadily it trickles. */
  static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(5);

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final int MOST_DETAIL = 200;

  private final boolean enabled;
  private final Clock clock;
  private final Machine machine;
  private final Duration handshakeTimeout;

  /** A look by ordinary sockets. */
  TlsLook(boolean enabled, Clock clock) {
    this(enabled, clock, new ThisMachine(), HANDSHAKE_TIMEOUT);
  }

  TlsLook(boolean enabled, Clock clock, Machine machine, Duration handshakeTimeout) {
    this.enabled = enabled;
    this.clock = clock;
    this.machine = machine;
    this.handshakeTimeout = handshakeTimeout;
  }

  /**
   * Takes the look.
   *
   * @param serverName the name to ask for; none is sent where it is empty or an address
   */
  Look<JsonNode> read(String what, String server, int port, String serverName) {
    if (!enabled) {
      return new Look.Unreadable<>(
          Look.Why.REFUSED, what, "handshakes from the responder are switched off");
    }
    if (port < 1 || port > 65535) {
      return new Look.Unreadable<>(Look.Why.REFUSED, what, "not a port");
    }
    return ServerAddress.of(what, server, machine)
        .flatMap(address -> read(what, server, new InetSocketAddress(address, port), serverName));
  }

  /** What a name leads to from here; an address that must not be connected to is not told. */
  Look<JsonNode> resolve(String what, String name) {
    if (!enabled) {
      return new Look.Unreadable<>(
          Look.Why.REFUSED, what, "looks from the responder are switched off");
    }
    return ServerAddress.of(what, name, machine)
        .map(
            address -> {
              ObjectNode document = Json.MAPPER.createObjectNode().put("name", name);
              document.putArray("addresses").add(address.getHostAddress());
              return document;
            });
  }

  private Look<JsonNode> read(
      String what, String server, InetSocketAddress address, String serverName) {
    Optional<SNIHostName> name;
    try {
      name = asked(serverName);
    } catch (IllegalArgumentException e) {
      // Without the name another certificate would be shown than the gateway is shown.
      return new Look.Unreadable<>(
          Look.Why.REFUSED, what, "the name cannot be asked for in a handshake");
    }
    try (Socket socket = machine.connect(address, CONNECT_TIMEOUT)) {
      return Look.found(handshake(socket, server, address, name));
    } catch (SocketTimeoutException e) {
      return new Look.Unreadable<>(
          Look.Why.TIMED_OUT,
          what,
          "tried from the responder: no connection within " + CONNECT_TIMEOUT.toSeconds() + " s");
    } catch (IOException e) {
      return new Look.Unreadable<>(
          Look.Why.UNREACHABLE, what, "tried from the responder: " + words(e));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a JVM without TLS", e);
    }
  }

  /**
   * Nothing for an address: TLS knows server names only, without the dot that DNS may end them by.
   */
  private static Optional<SNIHostName> asked(String serverName) {
    String name =
        serverName.endsWith(".") ? serverName.substring(0, serverName.length() - 1) : serverName;
    return name.isEmpty() || ServerAddress.isLiteral(name)
        ? Optional.empty()
        : Optional.of(new SNIHostName(name));
  }

  private JsonNode handshake(
      Socket socket, String server, InetSocketAddress address, Optional<SNIHostName> name)
      throws GeneralSecurityException {
    ShownChain shown = new ShownChain();
    String failure = "";
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> watch =
        CompletableFuture.runAsync(
            () -> {
              late.set(true);
              close(socket);
            },
            CompletableFuture.delayedExecutor(handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS));
    try {
      socket.setSoTimeout((int) handshakeTimeout.toMillis());
      over(socket, shown, address, name).startHandshake();
    } catch (IOException e) {
      boolean timedOut = late.get() || e instanceof SocketTimeoutException;
      failure = timedOut ? "no end within " + handshakeTimeout.toSeconds() + " s" : words(e);
    } finally {
      watch.cancel(false);
    }
    // The bare socket is closed by the caller: closing TLS properly would send one more record.
    return document(server, address.getPort(), name, shown.chain(), failure);
  }

  /** A context for each handshake: with a resumed session no certificate would be shown. */
  private static SSLSocket over(
      Socket socket, ShownChain shown, InetSocketAddress address, Optional<SNIHostName> name)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[0], new TrustManager[] {shown}, null);
    InetAddress there = address.getAddress();
    SSLSocket tls =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(socket, there.getHostAddress(), address.getPort(), false);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setServerNames(name.stream().map(SNIServerName.class::cast).toList());
    tls.setSSLParameters(parameters);
    return tls;
  }

  private JsonNode document(
      String server,
      int port,
      Optional<SNIHostName> name,
      List<X509Certificate> chain,
      String failure)
      throws GeneralSecurityException {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("at", clock.instant().toString());
    document.put("server", server).put("port", port);
    document.put("serverName", name.map(SNIHostName::getAsciiName).orElse(""));
    ArrayNode certificates = document.putArray("chain");
    try {
      for (X509Certificate certificate : chain) {
        certificates.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
      }
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that came encoded", e);
    }
    document.put("wellKnown", WellKnown.leads(chain, machine.authorities()));
    return document.put("failure", failure);
  }

  /** What the socket says; a server may have chosen some of the words. */
  private static String words(IOException e) {
    String message = ArmError.clip(String.valueOf(e.getMessage()), MOST_DETAIL);
    boolean plain = e instanceof SSLException && message.startsWith("Unsupported or unrecognized");
    return plain ? "the server does not speak TLS" : message;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone, which is what was wanted.
    }
  }

  private static final class ThisMachine implements Machine {
    @Override
    public InetAddress[] resolve(String server) throws UnknownHostException {
      return InetAddress.getAllByName(server);
    }

    @Override
    public Socket connect(InetSocketAddress address, Duration timeout) throws IOException {
      Socket socket = new Socket();
      try {
        socket.connect(address, (int) timeout.toMillis());
        return socket;
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }

    @Override
    public Set<TrustAnchor> authorities() throws GeneralSecurityException {
      return WellKnown.authorities();
    }
  }
}
