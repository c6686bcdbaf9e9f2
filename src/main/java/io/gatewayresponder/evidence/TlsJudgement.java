package io.gatewayresponder.evidence;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a gateway would think of the certificates that a server showed, as far as a look from here
 * can say: it holds them against the names, roots and switches of the gateway's setting.
 *
 * @param chain nothing where no certificate could be read
 * @param faults in the order in which they tell most
 * @param rootsOnGateway names of roots that would do and that the setting does not trust
 */
public record TlsJudgement(
    Handshake handshake,
    Optional<CertificateChain> chain,
    Set<TlsFault> faults,
    List<String> rootsOnGateway) {
  /** What the responder says of a server that answers a handshake in plain text. */
  static final String SPEAKS_NO_TLS = "does not speak TLS";

  public static TlsJudgement of(
      Gateway gateway, BackendSetting setting, CheckedName name, Handshake handshake) {
    Optional<CertificateChain> chain = CertificateChain.of(handshake.chain());
    EnumSet<TlsFault> faults = EnumSet.noneOf(TlsFault.class);
    if (chain.isEmpty()) {
      faults.add(
          handshake.chain().isEmpty() && handshake.failure().contains(SPEAKS_NO_TLS)
              ? TlsFault.NO_TLS
              : TlsFault.NO_CERTIFICATE);
      return new TlsJudgement(handshake, chain, faults, List.of());
    }
    ChainTrust trust = new ChainTrust(gateway, setting, handshake, chain.get());
    if (!chain.get().isLeafFirst()) {
      faults.add(TlsFault.LEAF_NOT_FIRST);
    }
    if (setting.checksName()
        && !name.asked().isEmpty()
        && !chain.get().leaf().covers(name.asked())) {
      faults.add(TlsFault.OTHER_NAME);
    }
    if (setting.checksChain()) {
      trust.fault().ifPresent(faults::add);
      if (handshake.at().map(at -> !trust.isInForce(at)).orElse(false)) {
        faults.add(TlsFault.OUT_OF_DATE);
      }
    }
    return new TlsJudgement(handshake, chain, faults, trust.rootsOnGateway());
  }

  public boolean has(TlsFault fault) {
    return faults.contains(fault);
  }

  /** When the look was taken, where that is known. */
  public Optional<Instant> at() {
    return handshake.at();
  }
}
