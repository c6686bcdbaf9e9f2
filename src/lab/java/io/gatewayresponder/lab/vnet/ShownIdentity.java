package io.gatewayresponder.lab.vnet;

import io.gatewayresponder.lab.twin.servers.Authorities;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows exactly the chain that it is told to, however wrong, by the name that a client asks for. A
 * key store would refuse most of what the lab's servers show.
 */
final class ShownIdentity extends X509ExtendedKeyManager {

  /** All the lab's keys are of this kind, so no other is offered. */
  private static final String KEY_TYPE = "EC";

  private final Function<Optional<String>, Authorities.Chain> chains;
  private final Map<String, Authorities.Chain> chosen = new ConcurrentHashMap<>();

  private ShownIdentity(Function<Optional<String>, Authorities.Chain> chains) {
    this.chains = chains;
  }

  /** The server's side of TLS; {@code chains} is asked with the name, if the client gives one. */
  static SSLContext context(Function<Optional<String>, Authorities.Chain> chains) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new ShownIdentity(chains)}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    if (!keyType.equals(KEY_TYPE)) {
      return null;
    }
    Optional<String> name = asked(socket);
    chosen.computeIfAbsent(name.orElse(""), unused -> chains.apply(name));
    return name.orElse("");
  }

  private static Optional<String> asked(Socket socket) {
    if (socket instanceof SSLSocket tls
        && tls.getHandshakeSession() instanceof ExtendedSSLSession session) {
      for (SNIServerName name : session.getRequestedServerNames()) {
        if (name instanceof SNIHostName host) {
          return Optional.of(host.getAsciiName());
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    Authorities.Chain chain = chosen.get(alias);
    return chain == null ? null : chain.sent().toArray(new X509Certificate[0]);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    Authorities.Chain chain = chosen.get(alias);
    return chain == null ? null : chain.key();
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }
}
