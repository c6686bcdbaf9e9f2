package io.gatewayresponder.evidence;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * A certificate that somebody showed or uploaded. It is read, not trusted: names and dates in it
 * are text from outside, and what cannot be read is no certificate.
 */
public final class ShownCertificate {
  /** The kind of subject alternative name that is a DNS name (RFC 5280). */
  private static final int DNS_NAME = 2;

  /** Authority information access (RFC 5280), and in it the address of the issuer's certificate. */
  private static final String AUTHORITY_INFORMATION = "1.3.6.1.5.5.7.1.1";

  private static final String ISSUERS_ADDRESS = "06082b06010505073002";

  private final X509Certificate certificate;

  private ShownCertificate(X509Certificate certificate) {
    this.certificate = certificate;
  }

  /**
   * Reads base64 of DER or of PEM text: what a server shows is the first, and Azure keeps what was
   * uploaded in the form in which it came.
   */
  public static Optional<ShownCertificate> read(String base64) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.UTF_8));
      return Optional.of(
          new ShownCertificate(
              (X509Certificate)
                  CertificateFactory.getInstance("X.509")
                      .generateCertificate(new ByteArrayInputStream(bytes))));
    } catch (CertificateException | IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  /**
   * The names that the certificate is for. Where it has alternative names of the DNS kind, the
   * common name counts no more (RFC 6125).
   */
  public List<String> names() {
    List<String> alternative = alternativeNames();
    return alternative.isEmpty() ? commonName().stream().toList() : alternative;
  }

  public Optional<String> commonName() {
    return commonName(certificate.getSubjectX500Principal().getName());
  }

  /** The whole name of whom it is about, such as {@code CN=Contoso Root,O=Contoso}. */
  public String subject() {
    return certificate.getSubjectX500Principal().getName();
  }

  /** Base64 of DER, as a gateway takes it. */
  public String base64() {
    return Base64.getEncoder().encodeToString(der());
  }

  /** SHA-256 over DER in lower-case hexadecimal, by which people compare certificates. */
  public String fingerprint() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a JVM without SHA-256", e);
    }
  }

  private byte[] der() {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that came encoded", e);
    }
  }

  /** The issuer in one piece: its common name, or all of its name where it has none. */
  public String issuer() {
    String name = certificate.getIssuerX500Principal().getName();
    return commonName(name).orElse(name);
  }

  /** True when the certificate is for this host; a star stands for one whole first label. */
  public boolean covers(String host) {
    String wanted = plain(host);
    return names().stream().map(ShownCertificate::plain).anyMatch(name -> covers(name, wanted));
  }

  private static boolean covers(String name, String wanted) {
    if (!name.startsWith("*.")) {
      return name.equals(wanted);
    }
    int dot = wanted.indexOf('.');
    return dot > 0 && wanted.substring(dot).equals(name.substring(1));
  }

  public Instant notBefore() {
    return certificate.getNotBefore().toInstant();
  }

  public Instant notAfter() {
    return certificate.getNotAfter().toInstant();
  }

  public boolean isInForce(Instant at) {
    return !at.isBefore(notBefore()) && !at.isAfter(notAfter());
  }

  /** True when it may sign others. */
  public boolean isAuthority() {
    return certificate.getBasicConstraints() >= 0;
  }

  public boolean isSelfSigned() {
    return isSignedBy(this);
  }

  /** True when the other one's key signed this one, and the names say so too. */
  public boolean isSignedBy(ShownCertificate other) {
    if (!namesAsIssuer(other)) {
      return false;
    }
    try {
      certificate.verify(other.certificate.getPublicKey());
      return true;
    } catch (GeneralSecurityException notSigned) {
      return false;
    }
  }

  /** True when the other one has the name that this one's issuer has, whatever its key. */
  public boolean namesAsIssuer(ShownCertificate other) {
    return certificate.getIssuerX500Principal().equals(other.certificate.getSubjectX500Principal());
  }

  /** True for the same name with the same key, even where another authority signed it. */
  public boolean isSameHolder(ShownCertificate other) {
    return certificate.getSubjectX500Principal().equals(other.certificate.getSubjectX500Principal())
        && Arrays.equals(
            certificate.getPublicKey().getEncoded(), other.certificate.getPublicKey().getEncoded());
  }

  /** True when it says where its issuer's certificate can be fetched, as public authorities do. */
  public boolean saysWhereIssuerIs() {
    byte[] extension = certificate.getExtensionValue(AUTHORITY_INFORMATION);
    return extension != null && HexFormat.of().formatHex(extension).contains(ISSUERS_ADDRESS);
  }

  private List<String> alternativeNames() {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
              .map(name -> String.valueOf(name.get(1)))
              .toList();
    } catch (CertificateParsingException unreadable) {
      return List.of();
    }
  }

  private static Optional<String> commonName(String name) {
    try {
      return new LdapName(name)
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(part -> String.valueOf(part.getValue()))
              .reduce((first, last) -> last);
    } catch (InvalidNameException unreadable) {
      return Optional.empty();
    }
  }

  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
