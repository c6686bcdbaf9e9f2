package io.gatewayresponder.azure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/** A TLS server on loopback that takes one connection and says what it heard. */
final class TlsServer implements AutoCloseable {
  /** The order in which a chain is shown. */
  enum Order {
    LEAF_FIRST,
    AUTHORITY_FIRST
  }

  private final SSLServerSocket socket;
  private final CompletableFuture<String> heard = new CompletableFuture<>();

  private TlsServer(SSLServerSocket socket) {
    this.socket = socket;
    Thread thread = new Thread(() -> heard.complete(serve()), "tls-server");
    thread.setDaemon(true);
    thread.start();
  }

  static TlsServer showing(HeldCertificate leaf, HeldCertificate... others)
      throws GeneralSecurityException, IOException {
    return showing(leaf, Order.LEAF_FIRST, others);
  }

  static TlsServer showing(HeldCertificate leaf, Order order, HeldCertificate... others)
      throws GeneralSecurityException, IOException {
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(leaf.certificate());
    for (HeldCertificate other : others) {
      chain.add(other.certificate());
    }
    if (order == Order.AUTHORITY_FIRST) {
      Collections.reverse(chain);
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {new Shows(chain, leaf.keyPair().getPrivate())},
        new TrustManager[] {new TakesAny()},
        null);
    return new TlsServer(
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress()));
  }

  /** From now on the client is asked for a certificate, and may leave it out. */
  TlsServer askingForOurs() {
    socket.setWantClientAuth(true);
    return this;
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Which name was asked for, and what came after the handshake. */
  String heard() throws Exception {
    return heard.get(5, TimeUnit.SECONDS);
  }

  private String serve() {
    try (SSLSocket client = (SSLSocket) socket.accept()) {
      client.startHandshake();
      if (socket.getWantClientAuth()) {
        return certificate(client);
      }
      List<SNIServerName> names =
          ((ExtendedSSLSession) client.getSession()).getRequestedServerNames();
      String name =
          names.isEmpty()
              ? "nothing"
              : new String(names.get(0).getEncoded(), java.nio.charset.StandardCharsets.UTF_8);
      return name + " asked for, then " + bytes(client) + " bytes";
    } catch (IOException e) {
      return String.valueOf(e);
    }
  }

  private static String certificate(SSLSocket client) {
    try {
      return "a certificate of " + client.getSession().getPeerPrincipal();
    } catch (SSLPeerUnverifiedException e) {
      return "no certificate";
    }
  }

  private static int bytes(SSLSocket client) throws IOException {
    try {
      return client.getInputStream().readAllBytes().length;
    } catch (SSLException endedWithoutGoodbye) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class Shows extends X509ExtendedKeyManager {
    private final List<X509Certificate> chain;
    private final PrivateKey key;

    Shows(List<X509Certificate> chain, PrivateKey key) {
      this.chain = chain;
      this.key = key;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, Socket socket) {
      return keyType.equals("EC") ? "ours" : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return chain.toArray(new X509Certificate[0]);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return key;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[] {"ours"};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[0];
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyType, Principal @Nullable [] issuers, Socket socket) {
      return null;
    }
  }

  private static final class TakesAny implements javax.net.ssl.X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
