package io.gatewayresponder.azure;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whether a chain leads to an authority that everybody knows, by the certificates that were shown
 * and no others: the gateway does not fetch a missing one either. Names are not looked at, and
 * dates are not what it asks: an expired certificate of a public authority is still of a public
 * authority.
 */
final class WellKnown {
  private WellKnown() {}

  static boolean leads(List<X509Certificate> chain, Set<TrustAnchor> authorities)
      throws GeneralSecurityException {
    if (chain.isEmpty() || authorities.isEmpty()) {
      return false;
    }
    X509CertSelector leaf = new X509CertSelector();
    leaf.setCertificate(chain.get(0));
    PKIXBuilderParameters question = new PKIXBuilderParameters(authorities, leaf);
    question.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
    question.setRevocationEnabled(false);
    question.setDate(Date.from(whenAllWereValid(chain)));
    try {
      CertPathBuilder.getInstance("PKIX").build(question);
      return true;
    } catch (CertPathBuilderException e) {
      return false;
    }
  }

  /** Now, or the moment nearest to it; now where there never was one. */
  private static Instant whenAllWereValid(List<X509Certificate> chain) {
    Instant now = Instant.now();
    Instant from = now;
    Instant until = now;
    for (X509Certificate one : chain) {
      Instant begin = one.getNotBefore().toInstant();
      Instant end = one.getNotAfter().toInstant();
      from = begin.isAfter(from) ? begin : from;
      until = end.isBefore(until) ? end : until;
    }
    if (until.isBefore(now)) {
      return from.isAfter(now) ? now : until;
    }
    return from;
  }

  /** Those of this JVM. */
  static Set<TrustAnchor> authorities() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(own());
    return Arrays.stream(factory.getTrustManagers())
        .flatMap(WellKnown::accepted)
        .map(authority -> new TrustAnchor(authority, null))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Null stands for the JVM's own store. */
  private static @Nullable KeyStore own() {
    return null;
  }

  private static Stream<X509Certificate> accepted(TrustManager manager) {
    return manager instanceof X509TrustManager known
        ? Arrays.stream(known.getAcceptedIssuers())
        : Stream.empty();
  }
}
