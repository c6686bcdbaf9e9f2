package io.gatewayresponder.lab.twin.servers;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The certificate that a server shows: whom it is for, when it holds, who signed it, and what of
 * its chain the server sends along. Two that are equal are one certificate, with one key.
 *
 * @param commonName looked at only when there are no names (RFC 6125)
 * @param names the alternative names: host names, wildcards, addresses
 * @param validFrom by the twin's clock, as is {@code validTo}; both moments are included
 */
public record Certificate(
    String commonName,
    List<String> names,
    Instant validFrom,
    Instant validTo,
    Issuer issuer,
    Sends sends) {

  /** A time that holds now and for as long as anybody plays. */
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private static final Instant FAR_AHEAD = Instant.parse("2099-01-01T00:00:00Z");

  /** The end of a certificate that is only said to be expired. */
  private static final Instant OVER = Instant.parse("2021-01-01T00:00:00Z");

  public Certificate {
    names = List.copyOf(names);
    boolean alone = issuer instanceof Issuer.SelfSigned;
    if (alone && (sends == Sends.LEAF_NOT_FIRST || sends == Sends.WITHOUT_LEAF)) {
      throw new IllegalArgumentException("A self-signed certificate is the whole of its chain.");
    }
    if (!validTo.isAfter(validFrom)) {
      throw new IllegalArgumentException("A certificate ends after it begins.");
    }
  }

  /** One by a well-known authority, in its simplest terms. */
  public Certificate(List<String> names, boolean expired, boolean chainComplete) {
    this(
        names.isEmpty() ? "" : names.get(0),
        names,
        LONG_AGO,
        expired ? OVER : FAR_AHEAD,
        new Issuer.WellKnown(),
        chainComplete ? Sends.WHOLE_CHAIN : Sends.WITHOUT_INTERMEDIATE);
  }

  /** One with which nothing is wrong: by a well-known authority, in force, with its chain. */
  public static Certificate of(String... names) {
    return new Certificate(List.of(names), false, true);
  }

  public Certificate issuedBy(Issuer other) {
    return new Certificate(commonName, names, validFrom, validTo, other, sends);
  }

  public Certificate sending(Sends other) {
    return new Certificate(commonName, names, validFrom, validTo, issuer, other);
  }

  public Certificate valid(Instant from, Instant to) {
    return new Certificate(commonName, names, from, to, issuer, sends);
  }

  public Certificate called(String otherName) {
    return new Certificate(otherName, names, validFrom, validTo, issuer, sends);
  }

  public boolean isInForce(Instant now) {
    return !now.isBefore(validFrom) && !now.isAfter(validTo);
  }

  public boolean isExpired(Instant now) {
    return now.isAfter(validTo);
  }

  /** Whether whoever trusts the root gets from the leaf to it by what is sent. */
  public boolean chainComplete() {
    return sends != Sends.WITHOUT_LEAF
        && (sends != Sends.WITHOUT_INTERMEDIATE || !issuer.hasIntermediate());
  }

  /**
   * By name, or by a wildcard that stands for exactly one label (RFC 6125). An address is covered
   * by itself only.
   */
  public boolean covers(String host) {
    String wanted = host.toLowerCase(Locale.ROOT);
    int dot = wanted.indexOf('.');
    String wildcard = dot < 0 || Names.isAddress(wanted) ? wanted : "*" + wanted.substring(dot);
    List<String> asked = names.isEmpty() ? List.of(commonName) : names;
    return asked.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.equals(wanted) || name.equals(wildcard));
  }
}
