package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.CheckedName;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.ProbeLog;
import io.gatewayresponder.evidence.TlsFault;
import io.gatewayresponder.evidence.TlsJudgement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What two witnesses come to: the gateway's sentence, which says what it refuses, and the
 * handshake, which shows more of why. Where the sentence is about certificates it decides, and the
 * handshake only makes it more precise; where it is silent, what is seen decides.
 *
 * @param fault what was seen in the handshake and bears it out; nothing where it is the gateway's
 *     word alone
 * @param seenBy handshake, healthProbeLog or both; neither for a verdict that knows nothing
 * @param differs true when both spoke and the handshake shows something else
 */
record TlsVerdict(Kind kind, Optional<TlsFault> fault, List<String> seenBy, boolean differs) {
  enum Kind {
    PLAIN,
    FINE,
    OTHER_NAME,
    PRIVATE_WITHOUT_ROOT,
    SAID_NAME_OR_LEAF,
    SAID_OTHER,
    OUT_OF_DATE,
    INCOMPLETE,
    OTHER_ROOT,
    NO_TLS,
    LEAF_NOT_FIRST,
    ADDRESS_AS_NAME,
    SELF_SIGNED,
    ISSUER_NOT_SHOWN,
    NO_CERTIFICATE,
    NOTHING_KNOWN
  }

  private static final String HANDSHAKE = "handshake";
  private static final String LOG = "healthProbeLog";

  static TlsVerdict of(
      ProbeInUse probe,
      Gateway.Generation generation,
      CheckedName name,
      boolean trustsRoots,
      Optional<TlsJudgement> judged) {
    if (!probe.probe().isEncrypted()) {
      return new TlsVerdict(Kind.PLAIN, Optional.empty(), List.of(), false);
    }
    if (!probe.log().isAboutCertificates()) {
      return judged
          .map(TlsVerdict::seen)
          .orElseGet(() -> new TlsVerdict(Kind.NOTHING_KNOWN, Optional.empty(), List.of(), false));
    }
    boolean second = generation == Gateway.Generation.V2;
    ProbeLog log = probe.log();
    return switch (log.kind()) {
      case NAME_MISMATCH ->
          name.asked().isEmpty()
              ? unseen(Kind.ADDRESS_AS_NAME)
              : said(Kind.SAID_NAME_OR_LEAF, judged, TlsFault.OTHER_NAME);
      case NAME_MISMATCH_V1 -> said(Kind.SAID_NAME_OR_LEAF, judged, TlsFault.OTHER_NAME);
      case LEAF_MISSING -> unseen(Kind.SAID_NAME_OR_LEAF);
      case EXPIRED -> said(Kind.OUT_OF_DATE, judged, TlsFault.OUT_OF_DATE);
      case LEAF_NOT_FIRST -> said(Kind.SAID_OTHER, judged, TlsFault.LEAF_NOT_FIRST);
      case INTERMEDIATE_MISSING -> intermediateMissing(judged);
      case SERVER_CERTIFICATE_NOT_PUBLIC, INTERMEDIATE_NOT_PUBLIC ->
          second && !trustsRoots
              ? notPublic(judged)
              : said(Kind.SAID_OTHER, judged, TlsFault.SELF_SIGNED);
      case INTERMEDIATE_NOT_TRUSTED, ROOT_MISMATCH ->
          second && trustsRoots
              ? like(Kind.OTHER_ROOT, judged, TlsFault.OTHER_ROOT, TlsFault.ISSUER_NOT_SHOWN)
              : said(Kind.SAID_OTHER, judged, TlsFault.OTHER_ROOT);
      default -> said(Kind.SAID_OTHER, judged, TlsFault.values());
    };
  }

  /**
   * What the handshake shows beside that, and the gateway has not come to: it looks at the chain
   * first, then at the dates, then at the names, and says what it meets first.
   */
  Set<Kind> notComeTo(TlsJudgement judgement) {
    return fault.stream()
        .flatMap(met -> judgement.faults().stream().filter(other -> turn(other) > turn(met)))
        .map(TlsVerdict::kindOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static int turn(TlsFault fault) {
    return switch (fault) {
      case OTHER_NAME -> 2;
      case OUT_OF_DATE -> 1;
      default -> 0;
    };
  }

  /** An intermediate may be missing, or the certificate has none because it signed itself. */
  private static TlsVerdict intermediateMissing(Optional<TlsJudgement> judged) {
    return has(judged, TlsFault.ISSUER_NOT_SHOWN)
        ? like(Kind.INCOMPLETE, judged, TlsFault.ISSUER_NOT_SHOWN)
        : said(Kind.SAID_OTHER, judged, TlsFault.SELF_SIGNED);
  }

  /**
   * The gateway says that the authority is private: that its root was not sent is then no fault.
   */
  private static TlsVerdict notPublic(Optional<TlsJudgement> judged) {
    return has(judged, TlsFault.SELF_SIGNED)
        ? said(Kind.SELF_SIGNED, judged, TlsFault.SELF_SIGNED)
        : like(
            Kind.PRIVATE_WITHOUT_ROOT,
            judged,
            TlsFault.PRIVATE_WITHOUT_ROOT,
            TlsFault.ISSUER_NOT_SHOWN);
  }

  /** The gateway's word is silent: what tells most of what was seen. */
  private static TlsVerdict seen(TlsJudgement judged) {
    Optional<TlsFault> first = judged.faults().stream().findFirst();
    return new TlsVerdict(
        first.map(TlsVerdict::kindOf).orElse(Kind.FINE), first, List.of(HANDSHAKE), false);
  }

  /** What the gateway says, more precisely where one of these faults was seen. */
  private static TlsVerdict said(Kind kind, Optional<TlsJudgement> judged, TlsFault... borneOut) {
    for (TlsFault fault : borneOut) {
      if (fault != TlsFault.NO_CERTIFICATE && has(judged, fault)) {
        return both(kindOf(fault), fault);
      }
    }
    return new TlsVerdict(kind, Optional.empty(), List.of(LOG), shows(judged));
  }

  /** What the gateway says, and a handshake from here cannot show. */
  private static TlsVerdict unseen(Kind kind) {
    return new TlsVerdict(kind, Optional.empty(), List.of(LOG), false);
  }

  /** What the gateway says, borne out by any of these faults. */
  private static TlsVerdict like(Kind kind, Optional<TlsJudgement> judged, TlsFault... borneOut) {
    for (TlsFault fault : borneOut) {
      if (has(judged, fault)) {
        return both(kind, fault);
      }
    }
    return new TlsVerdict(kind, Optional.empty(), List.of(LOG), shows(judged));
  }

  private static TlsVerdict both(Kind kind, TlsFault fault) {
    return new TlsVerdict(kind, Optional.of(fault), List.of(HANDSHAKE, LOG), false);
  }

  private static boolean has(Optional<TlsJudgement> judged, TlsFault fault) {
    return judged.map(one -> one.has(fault)).orElse(false);
  }

  /** True when certificates were seen, so that the handshake has something to say. */
  private static boolean shows(Optional<TlsJudgement> judged) {
    return judged.flatMap(TlsJudgement::chain).isPresent();
  }

  private static Kind kindOf(TlsFault fault) {
    return switch (fault) {
      case NO_TLS -> Kind.NO_TLS;
      case NO_CERTIFICATE -> Kind.NO_CERTIFICATE;
      case LEAF_NOT_FIRST -> Kind.LEAF_NOT_FIRST;
      case SELF_SIGNED -> Kind.SELF_SIGNED;
      case PRIVATE_WITHOUT_ROOT -> Kind.PRIVATE_WITHOUT_ROOT;
      case OTHER_ROOT -> Kind.OTHER_ROOT;
      case ISSUER_NOT_SHOWN -> Kind.ISSUER_NOT_SHOWN;
      case OUT_OF_DATE -> Kind.OUT_OF_DATE;
      case OTHER_NAME -> Kind.OTHER_NAME;
    };
  }
}
