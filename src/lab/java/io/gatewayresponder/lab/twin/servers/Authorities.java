package io.gatewayresponder.lab.twin.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.tls.HeldCertificate;

/**
 * The authorities behind the modelled certificates, with real keys: one that stands for all the
 * well-known ones, and as many private ones as are named. They are made when first needed; all keys
 * are elliptic, since others take a second to make. Thread-safe.
 */
public final class Authorities {

  /** A chain as it is on the wire; the key belongs to what is sent first. */
  public record Chain(PrivateKey key, List<X509Certificate> sent) {
    public Chain {
      sent = List.copyOf(sent);
    }
  }

  /** A leaf as it was signed: with its own time, or with one moved to fit another clock. */
  private record Made(Certificate certificate, String moved) {}

  /** Before any certificate that they sign, and after: an authority is not what is out of date. */
  private static final Instant FOUNDED = Instant.parse("2010-01-01T00:00:00Z");

  private static final Instant CLOSES = Instant.parse("2110-01-01T00:00:00Z");
  private static final String WELL_KNOWN = "Lab Trust Services";

  private final Map<String, HeldCertificate> roots = new ConcurrentHashMap<>();
  private final Map<String, HeldCertificate> intermediates = new ConcurrentHashMap<>();
  private final Map<Certificate, KeyPair> keys = new ConcurrentHashMap<>();
  private final Map<Made, HeldCertificate> leaves = new ConcurrentHashMap<>();

  private Authorities() {}

  /** Authorities that nobody trusts yet. */
  public static Authorities fresh() {
    return new Authorities();
  }

  /**
   * The well-known authority is kept in this file, so that whoever trusts it goes on trusting it
   * when the lab is started again.
   */
  public static Authorities kept(Path file) throws IOException {
    Authorities authorities = new Authorities();
    if (Files.exists(file)) {
      authorities.roots.put(WELL_KNOWN, HeldCertificate.decode(Files.readString(file)));
    } else {
      HeldCertificate root = authorities.root(WELL_KNOWN);
      Files.writeString(file, root.certificatePem() + root.privateKeyPkcs8Pem());
    }
    return authorities;
  }

  /** What the responder's trust store holds. */
  public X509Certificate wellKnownRoot() {
    return root(WELL_KNOWN).certificate();
  }

  /** The root of a private authority, to be uploaded; the same name gives the same root. */
  public X509Certificate privateRoot(String authority) {
    return root(label(authority)).certificate();
  }

  /** The certificate itself, as the first generation's setting lists it. */
  public X509Certificate leaf(Certificate certificate) {
    return leaf(certificate, "", Duration.ZERO).certificate();
  }

  /** As {@code trustedRootCertificates[].properties.data} may hold it: base64 of DER. */
  public static String base64(X509Certificate certificate) {
    try {
      return Base64.getEncoder().encodeToString(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String pem(X509Certificate certificate) {
    String lines = base64(certificate).replaceAll("(.{64})", "$1\n").stripTrailing();
    return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
  }

  /** The key at the top of a certificate's chain: its own when it signed itself. */
  public PublicKey rootKey(Certificate certificate) {
    return authority(certificate.issuer())
        .map(name -> root(name).certificate().getPublicKey())
        .orElseGet(() -> leafKey(certificate));
  }

  public PublicKey leafKey(Certificate certificate) {
    return keyPair(certificate).getPublic();
  }

  /**
   * What a server sends to somebody who lives by another clock. Where that clock and the twin's
   * disagree about whether the certificate is in force, its time is moved, so that both see the
   * same.
   */
  public Chain chain(Certificate certificate, Instant twinNow, Instant theirNow) {
    String state = state(certificate, twinNow);
    boolean agreed = state.equals(state(certificate, theirNow));
    HeldCertificate leaf =
        agreed
            ? leaf(certificate, "", Duration.ZERO)
            : leaf(certificate, state, Duration.between(theirNow, twinNow));
    return chain(certificate, leaf);
  }

  private static String state(Certificate certificate, Instant now) {
    if (certificate.isInForce(now)) {
      return "in force";
    }
    return certificate.isExpired(now) ? "over" : "to come";
  }

  private Chain chain(Certificate certificate, HeldCertificate leaf) {
    List<HeldCertificate> above = above(certificate.issuer());
    List<HeldCertificate> sent = new ArrayList<>();
    switch (certificate.sends()) {
      case WHOLE_CHAIN -> {
        sent.add(leaf);
        sent.addAll(above.subList(0, Math.max(0, above.size() - 1)));
      }
      case WITH_ROOT -> {
        sent.add(leaf);
        sent.addAll(above);
      }
      case WITHOUT_INTERMEDIATE -> sent.add(leaf);
      case LEAF_NOT_FIRST -> {
        // With the leaf's key no client would get as far as having the chain: it would take the
        // first certificate for the one that the key belongs to.
        sent.addAll(above.subList(0, 1));
        sent.add(leaf);
      }
      case WITHOUT_LEAF -> sent.addAll(above);
    }
    return new Chain(
        sent.get(0).keyPair().getPrivate(),
        sent.stream().map(HeldCertificate::certificate).toList());
  }

  private HeldCertificate leaf(Certificate certificate, String moved, Duration ahead) {
    return leaves.computeIfAbsent(new Made(certificate, moved), unused -> sign(certificate, ahead));
  }

  private HeldCertificate sign(Certificate certificate, Duration ahead) {
    HeldCertificate.Builder builder =
        new HeldCertificate.Builder()
            .keyPair(keyPair(certificate))
            .commonName(certificate.commonName())
            .validityInterval(
                certificate.validFrom().minus(ahead).toEpochMilli(),
                certificate.validTo().minus(ahead).toEpochMilli());
    certificate.names().forEach(builder::addSubjectAlternativeName);
    List<HeldCertificate> above = above(certificate.issuer());
    if (!above.isEmpty()) {
      builder.signedBy(above.get(0));
    }
    if (certificate.issuer() instanceof Issuer.SelfSigned self && self.isAuthority()) {
      builder.certificateAuthority(0);
    }
    return builder.build();
  }

  private KeyPair keyPair(Certificate certificate) {
    return keys.computeIfAbsent(
        certificate, unused -> new HeldCertificate.Builder().build().keyPair());
  }

  /** From the one that signed the leaf up to the root. */
  private List<HeldCertificate> above(Issuer issuer) {
    Optional<String> name = authority(issuer);
    if (name.isEmpty()) {
      return List.of();
    }
    HeldCertificate root = root(name.get());
    return issuer.hasIntermediate()
        ? List.of(
            intermediates.computeIfAbsent(
                name.get(), each -> authority(each + " issuing CA", Optional.of(root))),
            root)
        : List.of(root);
  }

  private HeldCertificate root(String name) {
    return roots.computeIfAbsent(name, each -> authority(each + " root CA", Optional.empty()));
  }

  private static HeldCertificate authority(String name, Optional<HeldCertificate> signer) {
    HeldCertificate.Builder builder =
        new HeldCertificate.Builder()
            .certificateAuthority(signer.isPresent() ? 0 : 1)
            .commonName(name)
            .validityInterval(FOUNDED.toEpochMilli(), CLOSES.toEpochMilli());
    signer.ifPresent(builder::signedBy);
    return builder.build();
  }

  private static Optional<String> authority(Issuer issuer) {
    if (issuer instanceof Issuer.Private own) {
      return Optional.of(label(own.authority()));
    }
    return issuer instanceof Issuer.WellKnown ? Optional.of(WELL_KNOWN) : Optional.empty();
  }

  /** So that no private authority is the well-known one, whatever it is called. */
  private static String label(String privateAuthority) {
    return privateAuthority + " private";
  }
}
