package io.gatewayresponder.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The certificates that a server showed, and the path that they make: from its own certificate, the
 * leaf, by who signed whom as far as it goes.
 *
 * @param shown in the order in which they came; not empty
 */
public record CertificateChain(List<ShownCertificate> shown) {

  /** What a handshake showed; nothing where that is no certificate, or one cannot be read. */
  public static Optional<CertificateChain> of(Handshake handshake) {
    return of(handshake.chain());
  }

  /** Nothing where there is no certificate, or one that cannot be read. */
  static Optional<CertificateChain> of(List<String> base64) {
    List<ShownCertificate> shown =
        base64.stream().flatMap(one -> ShownCertificate.read(one).stream()).toList();
    return shown.isEmpty() || shown.size() < base64.size()
        ? Optional.empty()
        : Optional.of(new CertificateChain(shown));
  }

  /**
   * The server's own certificate: the first, unless that is an authority's which signed, directly
   * or not, one that comes later and is none.
   */
  public ShownCertificate leaf() {
    return shown.get(0).isAuthority()
        ? shown.stream()
            .filter(one -> !one.isAuthority() && path(one).contains(shown.get(0)))
            .findFirst()
            .orElse(shown.get(0))
        : shown.get(0);
  }

  public boolean isLeafFirst() {
    return leaf() == shown.get(0);
  }

  /** The leaf, who signed it, who signed that, as far as it was shown. */
  public List<ShownCertificate> path() {
    return path(leaf());
  }

  /** The last of the path: a root, or one whose issuer was not shown. */
  public ShownCertificate top() {
    List<ShownCertificate> path = path();
    return path.get(path.size() - 1);
  }

  private List<ShownCertificate> path(ShownCertificate leaf) {
    List<ShownCertificate> path = new ArrayList<>(List.of(leaf));
    Optional<ShownCertificate> next = signer(leaf, path);
    while (next.isPresent()) {
      path.add(next.get());
      next = signer(next.get(), path);
    }
    return path;
  }

  private Optional<ShownCertificate> signer(
      ShownCertificate signed, List<ShownCertificate> already) {
    return shown.stream()
        .filter(one -> !already.contains(one))
        .filter(signed::isSignedBy)
        .findFirst();
  }
}
