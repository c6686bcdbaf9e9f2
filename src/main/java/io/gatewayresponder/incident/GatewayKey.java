package io.gatewayresponder.incident;

import io.gatewayresponder.evidence.ResourceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A gateway's short name in keys: table partition, Service Bus session, first part of its
 * incidents' ids. A hash, because an ARM id holds characters that table keys may not hold and is
 * longer than a session id may be.
 */
public record GatewayKey(String value) {
  /** 64 bits: no two of a company's gateways will share it. */
  private static final int HEX_DIGITS = 16;

  public static GatewayKey of(ResourceId gateway) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(gateway.key().getBytes(StandardCharsets.UTF_8));
      return new GatewayKey(HexFormat.of().formatHex(hash).substring(0, HEX_DIGITS));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * The gateway key in an incident's id.
   *
   * @throws IllegalArgumentException when this is no incident id
   */
  public static GatewayKey ofIncident(String incidentId) {
    if (!incidentId.matches("[0-9a-f]{" + HEX_DIGITS + "}-[0-9a-z]{1,32}")) {
      throw new IllegalArgumentException("not an incident id");
    }
    return new GatewayKey(incidentId.substring(0, HEX_DIGITS));
  }
}
