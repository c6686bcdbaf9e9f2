package io.gatewayresponder.evidence;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a probe met, in the service's own sentence, and the class of it. The sentence is for people
 * and changes (contractions, blanks, older wordings), so classes are told apart by key words.
 */
public final class ProbeLog {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE;
  private static final Pattern RECEIVED =
      Pattern.compile("received:?\\s*\\{?\\s*(?:invalid status code:?\\s*)?(\\d{3})\\b", FLAGS);

  private static final Pattern ERROR_CODE =
      Pattern.compile("error code:?\\s*\\{?\\s*(\\d{1,3})", FLAGS);

  private static final Pattern BLANKS = Pattern.compile("[\\s\u00a0]+");
  private static final Pattern QUOTES = Pattern.compile("[\u2018\u2019]");
  private static final Pattern HYPHENS = Pattern.compile("[\u2010-\u2015]");
  private static final Pattern BACK_END = Pattern.compile("back[- ]end");

  /** The documented classes; the last three are ours. */
  public enum Kind {
    TIMEOUT,
    DNS,
    TCP_CONNECT,
    STATUS_MISMATCH,
    BODY_MISMATCH,
    NAME_MISMATCH,
    NAME_MISMATCH_V1,
    EXPIRED,
    INTERMEDIATE_MISSING,
    LEAF_MISSING,
    SERVER_CERTIFICATE_NOT_PUBLIC,
    INTERMEDIATE_NOT_PUBLIC,
    INTERMEDIATE_NOT_TRUSTED,
    ROOT_MISMATCH,
    LEAF_NOT_FIRST,
    VERIFICATION_FAILED,
    PROXY_PROTOCOL,
    HEALTH_NOT_RETRIEVED,
    SUCCESS,
    UNDOCUMENTED,
    NONE
  }

  private final String text;
  private volatile @Nullable Kind kind;

  /**
   * @param text as it came; text from outside
   */
  public ProbeLog(String text) {
    this.text = text;
  }

  /** As it came; text from outside. */
  public String text() {
    return text;
  }

  /** Found when first asked for: most servers are healthy, and of the others every row asks. */
  public Kind kind() {
    Kind known = kind;
    if (known == null) {
      known = of(plain());
      kind = known;
    }
    return known;
  }

  /**
   * The order matters: "Intermediate certificate" occurs in three classes, and the sentence of a
   * connection failure names firewalls as the one of an unknown health does.
   */
  private static Kind of(String log) {
    if (log.isEmpty()) {
      return Kind.NONE;
    }
    if (log.startsWith("success")) {
      return Kind.SUCCESS;
    }
    if (has(log, "health status could", "retrieved")) {
      return Kind.HEALTH_NOT_RETRIEVED;
    }
    if (has(log, "timeout threshold")) {
      return Kind.TIMEOUT;
    }
    if (has(log, "create a probe for this backend")) {
      return Kind.DNS;
    }
    if (has(log, "connect to the backend") || has(log, "cannot connect to server")) {
      return Kind.TCP_CONNECT;
    }
    if (has(log, "status code of the backend", "match")
        || has(log, "status code mismatch")
        || has(log, "invalid status code")) {
      return Kind.STATUS_MISMATCH;
    }
    if (has(log, "body of the backend", "match")) {
      return Kind.BODY_MISMATCH;
    }
    return has(log, "proxy protocol header") ? Kind.PROXY_PROTOCOL : certificateKind(log);
  }

  /**
   * The sentence without what changes between versions of the documents and of the service: case,
   * blanks, kinds of quotes and hyphens, and how compounds are spelled.
   */
  private String plain() {
    String log = BLANKS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    log = QUOTES.matcher(log).replaceAll("'");
    log = HYPHENS.matcher(log).replaceAll("-");
    return BACK_END
        .matcher(log)
        .replaceAll("backend")
        .replace("time-out", "timeout")
        .replace("well known", "well-known");
  }

  private static Kind certificateKind(String log) {
    if (has(log, "common name of the leaf certificate", "match")) {
      return Kind.NAME_MISMATCH;
    }
    if (has(log, "common name (cn) of the backend certificate", "match")) {
      return Kind.NAME_MISMATCH_V1;
    }
    if (has(log, "certificate is invalid", "current date")) {
      return Kind.EXPIRED;
    }
    if (has(log, "intermediate certificate is missing")) {
      return Kind.INTERMEDIATE_MISSING;
    }
    if (has(log, "leaf certificate is missing")) {
      return Kind.LEAF_MISSING;
    }
    if (has(log, "leaf certificate", "topmost certificate")) {
      return Kind.LEAF_NOT_FIRST;
    }
    if (has(log, "intermediate certificate", "signed by any root certificate")) {
      return Kind.INTERMEDIATE_NOT_TRUSTED;
    }
    if (has(log, "intermediate certificate", "well-known certificate authority")) {
      return Kind.INTERMEDIATE_NOT_PUBLIC;
    }
    if (has(log, "server certificate", "well-known certificate authority")) {
      return Kind.SERVER_CERTIFICATE_NOT_PUBLIC;
    }
    // The first generation's older wording for a certificate that its setting does not list.
    if (has(log, "root certificate", "match", "trusted root certificate")
        || has(log, "certificate is not whitelisted")) {
      return Kind.ROOT_MISMATCH;
    }
    return has(log, "validity of the backend certificate", "verified")
        ? Kind.VERIFICATION_FAILED
        : Kind.UNDOCUMENTED;
  }

  /** True where the sentence is about certificates: the connection was open, the trust was not. */
  public boolean isAboutCertificates() {
    return switch (kind()) {
      case NAME_MISMATCH,
          NAME_MISMATCH_V1,
          EXPIRED,
          INTERMEDIATE_MISSING,
          LEAF_MISSING,
          SERVER_CERTIFICATE_NOT_PUBLIC,
          INTERMEDIATE_NOT_PUBLIC,
          INTERMEDIATE_NOT_TRUSTED,
          ROOT_MISMATCH,
          LEAF_NOT_FIRST,
          VERIFICATION_FAILED ->
          true;
      default -> false;
    };
  }

  /** The status that the server answered with, where the sentence gives it. */
  public OptionalInt receivedStatus() {
    Matcher matcher = RECEIVED.matcher(text);
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /** OpenSSL's number for why a certificate was not verified, where the sentence gives it. */
  public OptionalInt errorCode() {
    Matcher matcher = ERROR_CODE.matcher(text);
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  private static boolean has(String log, String... inThisOrder) {
    int from = 0;
    for (String words : inThisOrder) {
      int at = log.indexOf(words, from);
      if (at < 0) {
        return false;
      }
      from = at + words.length();
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProbeLog log && text.equals(log.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
