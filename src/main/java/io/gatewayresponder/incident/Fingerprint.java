package io.gatewayresponder.incident;

import io.gatewayresponder.evidence.ResourceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * By what a fault is recognised again. It is made of what kind of gateway it was and of which rows
 * were met about which kind of thing, and, where the access logs told the fault, of their shape.
 * Names, addresses, counts, order and time are left out, so the same fault on two gateways has one
 * signature.
 *
 * @param signature a stable hash of the cause, equal for the same fault on two gateways; begins
 *     with its version, such as {@code s2-}
 * @param value the signature together with the gateway; begins with its version, such as {@code
 *     f1-}
 */
public record Fingerprint(String signature, String value) {
  /** A change of what goes into a hash is a new version: old and new never compare as equal. */
  private static final String SIGNATURE_VERSION = "s2-";

  private static final String VALUE_VERSION = "f2-";

  /** 64 bits: faults are counted in thousands. */
  private static final int HEX_DIGITS = 16;

  /** A row that was met, and the role of what it was about. */
  public record Feature(String row, String role) {}

  /**
   * @param generation of the gateway, such as {@code V2}; what is not known is a word of its own
   * @param features as a set: order and repetition do not count
   * @param logShape in which ways requests failed by the access logs, as a set of words without
   *     names and counts; empty where the logs did not tell the fault
   */
  public static Fingerprint of(
      String generation,
      Collection<Feature> features,
      Collection<String> logShape,
      ResourceId gateway) {
    TreeSet<String> lines = new TreeSet<>();
    features.forEach(feature -> lines.add(feature.row() + "@" + feature.role()));
    logShape.forEach(words -> lines.add("log " + words));
    String hash = hash(generation + "\n" + String.join("\n", lines));
    return new Fingerprint(
        SIGNATURE_VERSION + hash, VALUE_VERSION + hash + "-" + GatewayKey.of(gateway).value());
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
