package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.CertificateChain;
import io.gatewayresponder.evidence.CheckedName;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Handshake;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.ShownCertificate;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.TlsFault;
import io.gatewayresponder.evidence.TlsJudgement;
import io.gatewayresponder.runbook.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The TLS of a pair's servers: what the gateway says of their certificates, and what they show in a
 * handshake from here, judged by the gateway's setting.
 *
 * @param name what certificates are held against
 * @param trustedRoots names of the certificates that the setting trusts
 * @param judged nothing where no server could be reached from here
 * @param notSeen sentences about handshakes that did not come about
 */
record BackEndTls(
    ProbeInUse probe,
    CheckedName name,
    List<String> trustedRoots,
    Optional<TlsJudgement> judged,
    List<String> notSeen,
    TlsVerdict verdict) {
  /** Servers of one pool commonly show one certificate; a walk should take seconds. */
  private static final int MOST_HANDSHAKES = 3;

  /** A certificate can be for hundreds of names. */
  private static final int MOST_NAMES = 20;

  static Look<BackEndTls> look(Sight sight, Subject subject) {
    return sight
        .gateway()
        .flatMap(
            gateway ->
                ProbeInUse.look(sight, subject)
                    .map(
                        probe ->
                            gateway
                                .setting(probe.pair().setting())
                                .map(setting -> of(sight, gateway, setting, probe))
                                .orElseThrow()));
  }

  private static BackEndTls of(
      Sight sight, Gateway gateway, BackendSetting setting, ProbeInUse probe) {
    List<TlsJudgement> judgements = new ArrayList<>();
    List<String> notSeen = new ArrayList<>();
    List<String> servers = probe.servers().stream().map(ServerHealth::address).distinct().toList();
    if (probe.probe().isEncrypted()) {
      for (String server : servers.stream().limit(MOST_HANDSHAKES).toList()) {
        CheckedName name = CheckedName.of(gateway, setting, server);
        Look<Handshake> look = sight.handshake(server, probe.probe().port(), name.asked());
        if (look instanceof Look.Unreadable<Handshake> unreadable) {
          notSeen.add(unreadable.sentence());
        }
        look.asFound()
            .map(shown -> TlsJudgement.of(gateway, setting, name, shown))
            .ifPresent(judgements::add);
      }
    }
    CheckedName name = CheckedName.of(gateway, setting, servers.isEmpty() ? "" : servers.get(0));
    boolean trustsRoots = !gateway.trustedBy(setting).isEmpty();
    Optional<TlsJudgement> telling =
        judgements.stream()
            .filter(one -> !one.faults().isEmpty())
            .findFirst()
            .or(() -> judgements.stream().findFirst());
    return new BackEndTls(
        probe,
        name,
        gateway.generation() == Gateway.Generation.V1
            ? setting.knownCertificateNames()
            : setting.trustedRootNames(),
        telling,
        notSeen,
        TlsVerdict.of(probe, gateway.generation(), name, trustsRoots, telling));
  }

  boolean is(TlsVerdict.Kind kind) {
    return verdict.kind() == kind;
  }

  /** True also for what the gateway would meet next. */
  boolean shows(TlsVerdict.Kind kind) {
    return is(kind)
        || judged.map(verdict::notComeTo).filter(next -> next.contains(kind)).isPresent();
  }

  List<String> couldNotCheck() {
    return notSeen.stream()
        .map(sentence -> "certificates: " + sentence + "; the gateway's own sentence is used")
        .toList();
  }

  /** The probe's facts, whose word counts, and what was shown. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>(probe.facts());
    facts.put("sentName", name.asked());
    facts.put("checkedName", name.name());
    facts.put("hostFrom", name.from());
    facts.put("trustedRoots", String.join(", ", trustedRoots));
    facts.put("seenBy", String.join(", ", verdict.seenBy()));
    probe.log().errorCode().ifPresent(code -> facts.put("errorCode", Integer.toString(code)));
    judged.ifPresent(one -> put(facts, one));
    return facts;
  }

  private void put(Map<String, String> facts, TlsJudgement judgement) {
    facts.put("shownBy", judgement.handshake().server());
    String others =
        String.join(
            "; ",
            judgement.faults().stream()
                .filter(fault -> verdict.fault().filter(fault::equals).isEmpty())
                .map(TlsFault::words)
                .toList());
    if (verdict.differs()) {
      facts.put("handshakeSaw", others.isEmpty() ? "nothing wrong" : others);
      facts.put("handshakeDiffers", "true");
    } else if (!others.isEmpty()) {
      facts.put("alsoSeen", others);
    }
    if (!judgement.handshake().failure().isEmpty()) {
      facts.put("handshakeFailure", judgement.handshake().failure());
    }
    if (!judgement.rootsOnGateway().isEmpty()) {
      facts.put("rootOnGateway", String.join(", ", judgement.rootsOnGateway()));
    }
    judgement.chain().ifPresent(chain -> put(facts, chain, judgement.at()));
  }

  private static void put(Map<String, String> facts, CertificateChain chain, Optional<Instant> at) {
    ShownCertificate leaf = chain.leaf();
    facts.put("leafNames", String.join(", ", leaf.names().stream().limit(MOST_NAMES).toList()));
    leaf.commonName().ifPresent(name -> facts.put("leafCommonName", name));
    facts.put("issuer", leaf.issuer());
    facts.put("authority", chain.top().issuer());
    facts.put("chainLength", Integer.toString(chain.shown().size()));
    facts.put("issuerCanBeFetched", Boolean.toString(chain.top().saysWhereIssuerIs()));
    facts.put("notBefore", leaf.notBefore().toString());
    facts.put("notAfter", leaf.notAfter().toString());
    at.ifPresent(
        moment ->
            facts.put("daysLeft", Long.toString(ChronoUnit.DAYS.between(moment, leaf.notAfter()))));
  }
}
