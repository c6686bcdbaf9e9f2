package io.gatewayresponder.lab.twin.arm;

import io.gatewayresponder.lab.twin.servers.Authorities;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * The lab's own certificate authority. Azure's SDKs send bearer tokens over HTTPS only, so the twin
 * needs a certificate that the application trusts. The authority is made once and kept in a
 * directory, so that a trust store given to another process stays right when the lab is started
 * again; the server's certificate is new each time.
 */
public final class LabAuthority {
  /** The password of the trust store; it protects nothing but the format's expectations. */
  public static final String TRUST_STORE_PASSWORD = "changeit";

  private static final int DAYS = 3650;

  private final Path directory;
  private final HeldCertificate authority;

  private final Authorities authorities;

  private LabAuthority(Path directory, HeldCertificate authority, Authorities authorities) {
    this.directory = directory;
    this.authority = authority;
    this.authorities = authorities;
  }

  /** The authority kept in this directory, made when there is none. */
  public static LabAuthority open(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path held = directory.resolve("ca-with-key.pem");
    HeldCertificate authority;
    if (Files.exists(held)) {
      authority = HeldCertificate.decode(Files.readString(held));
    } else {
      authority =
          new HeldCertificate.Builder()
              .certificateAuthority(0)
              .commonName("Gateway Responder lab CA")
              .duration(DAYS, TimeUnit.DAYS)
              .build();
      Files.writeString(held, authority.certificatePem() + authority.privateKeyPkcs8Pem());
    }
    LabAuthority opened =
        new LabAuthority(
            directory, authority, Authorities.kept(directory.resolve("well-known-with-key.pem")));
    Files.writeString(opened.certificatePem(), authority.certificatePem());
    opened.writeTrustStore();
    return opened;
  }

  /** The authority's certificate as a PEM file. */
  public Path certificatePem() {
    return directory.resolve("ca.pem");
  }

  /**
   * The authorities of the modelled servers. The well-known one is in the trust store, as it would
   * be in everybody's.
   */
  public Authorities authorities() {
    return authorities;
  }

  /**
   * A PKCS12 trust store with the authority's certificate and the well-known authority's root, for
   * {@code -Djavax.net.ssl.trustStore}.
   */
  public Path trustStore() {
    return directory.resolve("ca.p12");
  }

  /** The TLS side of a server on 127.0.0.1 and localhost. */
  public SSLContext serverContext() {
    HeldCertificate server =
        new HeldCertificate.Builder()
            .commonName("localhost")
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .duration(DAYS, TimeUnit.DAYS)
            .signedBy(authority)
            .build();
    return new HandshakeCertificates.Builder().heldCertificate(server).build().sslContext();
  }

  /** The TLS side of a client that trusts nothing but this authority. */
  public SSLContext clientContext() {
    return new HandshakeCertificates.Builder()
        .addTrustedCertificate(authority.certificate())
        .build()
        .sslContext();
  }

  private void writeTrustStore() throws IOException {
    try (OutputStream out = Files.newOutputStream(trustStore())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("lab-ca", authority.certificate());
      store.setCertificateEntry("well-known", authorities.wellKnownRoot());
      store.store(out, TRUST_STORE_PASSWORD.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IOException("The trust store could not be written", e);
    }
  }
}
