package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.ProbeLog;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.TlsFault;
import io.gatewayresponder.resolution.ShownServers.Shown;
import io.gatewayresponder.runbook.Subject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Servers behind one setting whose signer the setting does not trust, as far as more trust may mend
 * it.
 *
 * @param pairs the pools that have such servers
 * @param shown the servers that were seen and are not trusted
 * @param anySeen true when some server of these pools could be seen
 * @param isPrivate true when it is known that an authority has to be trusted, by the gateway's word
 *     or by the root that a server showed; else the chain may merely be incomplete
 */
record UntrustedServers(
    CausesBySetting causes,
    List<Subject.Pair> pairs,
    List<Shown> shown,
    boolean anySeen,
    boolean isPrivate) {
  /** What is gone when the right certificate is trusted. */
  static final Set<TlsFault> MEANT =
      EnumSet.of(TlsFault.PRIVATE_WITHOUT_ROOT, TlsFault.OTHER_ROOT, TlsFault.ISSUER_NOT_SHOWN);

  private static final Set<ProbeLog.Kind> SAID =
      EnumSet.of(
          ProbeLog.Kind.SERVER_CERTIFICATE_NOT_PUBLIC,
          ProbeLog.Kind.INTERMEDIATE_NOT_PUBLIC,
          ProbeLog.Kind.INTERMEDIATE_NOT_TRUSTED,
          ProbeLog.Kind.ROOT_MISMATCH);

  /** By setting; settings whose servers are trusted, or cannot be by a certificate, have none. */
  static List<UntrustedServers> of(
      List<CausesBySetting> causes, Sight sight, Gateway.Generation generation) {
    return causes.stream()
        .filter(one -> one.setting().isEncrypted() && one.setting().checksChain())
        .map(one -> of(one, sight, generation))
        .filter(one -> !one.pairs().isEmpty())
        .toList();
  }

  private static UntrustedServers of(
      CausesBySetting causes, Sight sight, Gateway.Generation generation) {
    ShownServers seen = ShownServers.of(sight, causes.pairs());
    List<Subject.Pair> pairs =
        causes.pairs().stream().filter(pair -> isUntrusted(pair, seen, sight, generation)).toList();
    List<Shown> some = seen.of(pairs).shown();
    boolean said = pairs.stream().anyMatch(pair -> says(pair, sight, SAID));
    boolean rootShown =
        some.stream()
            .anyMatch(
                one ->
                    one.judgement().has(TlsFault.PRIVATE_WITHOUT_ROOT)
                        || (one.judgement().has(TlsFault.OTHER_ROOT)
                            && !one.judgement().handshake().isWellKnown()));
    return new UntrustedServers(
        causes,
        pairs,
        some.stream()
            .filter(
                one ->
                    one.hasAny(MEANT)
                        || (generation == Gateway.Generation.V1
                            && one.judgement().chain().isPresent()))
            .toList(),
        !some.isEmpty(),
        said || rootShown);
  }

  private static boolean isUntrusted(
      Subject.Pair pair, ShownServers seen, Sight sight, Gateway.Generation generation) {
    List<Shown> shown = seen.of(List.of(pair)).shown();
    if (shown.stream().anyMatch(one -> one.judgement().has(TlsFault.SELF_SIGNED))) {
      return false;
    }
    boolean incomplete = says(pair, sight, Set.of(ProbeLog.Kind.INTERMEDIATE_MISSING));
    boolean seenSo =
        shown.stream()
            .anyMatch(
                one ->
                    one.hasAny(MEANT)
                        && !(incomplete && one.judgement().has(TlsFault.ISSUER_NOT_SHOWN)));
    // A setting of the first generation that lists nothing is not judged by what was seen.
    return seenSo
        || (says(pair, sight, SAID) && (shown.isEmpty() || generation == Gateway.Generation.V1));
  }

  private static boolean says(Subject.Pair pair, Sight sight, Set<ProbeLog.Kind> kinds) {
    return PairServers.health(pair, sight).stream()
        .anyMatch(one -> kinds.contains(one.probeLog().kind()));
  }

  String settingName() {
    return causes.setting().name();
  }

  /** Who shows what, signed by whom, in sentences. */
  String why() {
    String signers =
        String.join(
            " ",
            shown.stream()
                .flatMap(
                    one ->
                        one.judgement().chain().stream()
                            .map(
                                chain ->
                                    one.place()
                                        + " shows a certificate that leads to "
                                        + TlsWords.printable(chain.top().issuer())
                                        + "."))
                .distinct()
                .limit(3)
                .toList());
    return (signers.isEmpty()
            ? "The gateway says that it does not know who signed the servers' certificates; none"
                + " could be seen from here."
            : signers)
        + " Setting "
        + settingName()
        + " does not trust that.";
  }
}
