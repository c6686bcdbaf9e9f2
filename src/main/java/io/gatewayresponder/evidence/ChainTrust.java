package io.gatewayresponder.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a gateway's setting trusts whoever signed a chain. */
final class ChainTrust {
  private final Gateway gateway;
  private final Handshake handshake;
  private final CertificateChain chain;
  private final List<UploadedCertificate> trusted;

  ChainTrust(Gateway gateway, BackendSetting setting, Handshake handshake, CertificateChain chain) {
    this.gateway = gateway;
    this.handshake = handshake;
    this.chain = chain;
    this.trusted = gateway.trustedBy(setting);
  }

  Optional<TlsFault> fault() {
    if (gateway.generation() == Gateway.Generation.V1) {
      return firstGeneration();
    }
    ShownCertificate leaf = chain.leaf();
    if (leaf.isSelfSigned() && !leaf.isAuthority()) {
      return Optional.of(TlsFault.SELF_SIGNED);
    }
    return trusted.isEmpty() ? withoutRoots() : withRoots();
  }

  /** The first generation knows certificates one by one; one that lists none says nothing here. */
  private Optional<TlsFault> firstGeneration() {
    boolean known =
        trusted.isEmpty()
            || trusted.stream()
                .anyMatch(one -> one.certificate().map(chain.leaf()::isSameHolder).orElse(true));
    return known ? Optional.empty() : Optional.of(TlsFault.OTHER_ROOT);
  }

  private Optional<TlsFault> withoutRoots() {
    if (handshake.isWellKnown()) {
      return Optional.empty();
    }
    return Optional.of(
        chain.top().isSelfSigned() || !rootsOnGateway().isEmpty()
            ? TlsFault.PRIVATE_WITHOUT_ROOT
            : TlsFault.ISSUER_NOT_SHOWN);
  }

  /** Where roots are uploaded only those count. One that cannot be read may be the right one. */
  private Optional<TlsFault> withRoots() {
    List<ShownCertificate> roots = readable(trusted);
    if (roots.size() < trusted.size() || roots.stream().anyMatch(this::signed)) {
      return Optional.empty();
    }
    boolean other =
        chain.top().isSelfSigned()
            || handshake.isWellKnown()
            || roots.stream().anyMatch(chain.top()::namesAsIssuer);
    return Optional.of(other ? TlsFault.OTHER_ROOT : TlsFault.ISSUER_NOT_SHOWN);
  }

  /** Roots of the gateway that signed the chain and that the setting does not trust. */
  List<String> rootsOnGateway() {
    List<String> names = trusted.stream().map(UploadedCertificate::name).toList();
    return gateway.trustedRoots().stream()
        .filter(one -> !names.contains(one.name()))
        .filter(one -> one.certificate().map(this::signed).orElse(false))
        .map(UploadedCertificate::name)
        .toList();
  }

  /** True when everything from the leaf up to the root that counts is in force. */
  boolean isInForce(Instant at) {
    return Stream.concat(chain.path().stream(), readable(trusted).stream().filter(this::signed))
        .allMatch(one -> one.isInForce(at));
  }

  private boolean signed(ShownCertificate root) {
    return chain.path().stream().anyMatch(one -> one.isSameHolder(root) || one.isSignedBy(root));
  }

  private static List<ShownCertificate> readable(List<UploadedCertificate> uploaded) {
    return uploaded.stream().flatMap(one -> one.certificate().stream()).toList();
  }
}
