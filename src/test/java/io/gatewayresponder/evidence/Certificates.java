package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import okhttp3.tls.HeldCertificate;

/** Certificates for tests, made once: making a key takes a while. */
public final class Certificates {
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  public static final Instant END = Instant.parse("2026-06-01T00:00:00Z");

  public static final HeldCertificate ROOT = authority("Contoso Root").build();
  public static final HeldCertificate INTERMEDIATE =
      authority("Contoso Issuing").certificateAuthority(0).signedBy(ROOT).build();
  public static final HeldCertificate OTHER_ROOT = authority("Fabrikam Root").build();

  /** Another authority that calls itself by the same name. */
  public static final HeldCertificate SAME_NAME = authority("Contoso Root").build();

  public static final HeldCertificate LEAF = leaf("shop.example").signedBy(INTERMEDIATE).build();
  public static final HeldCertificate LEAF_OF_ROOT = leaf("shop.example").signedBy(ROOT).build();
  public static final HeldCertificate OTHER_NAME = leaf("other.example").signedBy(ROOT).build();
  public static final HeldCertificate EXPIRED =
      leaf("shop.example")
          .validityInterval(BEGIN.toEpochMilli(), NOW.minusSeconds(86_400).toEpochMilli())
          .signedBy(ROOT)
          .build();
  public static final HeldCertificate SELF_SIGNED = leaf("shop.example").build();

  private Certificates() {}

  /** A leaf whose common name is the first of its names. */
  public static HeldCertificate.Builder leaf(String... names) {
    HeldCertificate.Builder builder =
        new HeldCertificate.Builder()
            .commonName(names[0])
            .validityInterval(BEGIN.toEpochMilli(), END.toEpochMilli());
    Arrays.stream(names).forEach(builder::addSubjectAlternativeName);
    return builder;
  }

  private static HeldCertificate.Builder authority(String name) {
    return new HeldCertificate.Builder()
        .commonName(name)
        .organizationalUnit("PKI")
        .validityInterval(BEGIN.toEpochMilli(), END.toEpochMilli())
        .certificateAuthority(1);
  }

  /** A handshake at {@link #NOW} that showed these. */
  public static Handshake shown(HeldCertificate... chain) {
    return new Handshake(document(chain).put("at", NOW.toString()));
  }

  /** The same where the responder's own store knows who signed. */
  public static Handshake wellKnown(HeldCertificate... chain) {
    return new Handshake(document(chain).put("at", NOW.toString()).put("wellKnown", true));
  }

  /** The same without a time. */
  public static Handshake timeless(HeldCertificate... chain) {
    return new Handshake(document(chain));
  }

  public static Handshake failed(String failure) {
    return new Handshake(document().put("failure", failure));
  }

  private static ObjectNode document(HeldCertificate... chain) {
    ObjectNode document = Shop.json("{'server':'10.0.1.4','chain':[],'wellKnown':false}");
    Arrays.stream(chain).forEach(one -> document.withArray("chain").add(der(one)));
    return document;
  }

  /** Base64 of DER. */
  public static String der(HeldCertificate certificate) {
    try {
      return Base64.getEncoder().encodeToString(certificate.certificate().getEncoded());
    } catch (java.security.cert.CertificateEncodingException made) {
      throw new IllegalStateException(made);
    }
  }

  /** Base64 of PEM text, as Azure keeps what was uploaded so. */
  public static String pem(HeldCertificate certificate) {
    return Base64.getEncoder()
        .encodeToString(
            certificate.certificatePem().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
