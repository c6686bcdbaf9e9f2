package io.gatewayresponder.azure;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Takes whatever chain a server shows and remembers it. It judges nothing: a chain that nobody
 * trusts is what we came to see. A connection that is made with it must carry no data.
 */
final class ShownChain extends X509ExtendedTrustManager {
  /**
   * More than any public chain needs. The JDK's own limits (ten certificates, 32 KB for the message
   * that holds them) end a handshake with more before it comes here.
   */
  private static final int MOST = 10;

  private volatile List<X509Certificate> chain = List.of();

  /** As the server sent it; empty until it did. */
  List<X509Certificate> chain() {
    return chain;
  }

  private void remember(X509Certificate[] shown) {
    chain = List.of(shown).subList(0, Math.min(shown.length, MOST));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String authType, Socket socket) {
    remember(shown);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String authType, SSLEngine engine) {
    remember(shown);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String authType) {
    remember(shown);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("this side is no server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("this side is no server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String authType)
      throws CertificateException {
    throw new CertificateException("this side is no server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
