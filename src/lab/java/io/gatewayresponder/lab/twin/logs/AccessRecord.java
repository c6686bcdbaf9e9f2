package io.gatewayresponder.lab.twin.logs;

import java.time.Instant;

/**
 * Requests of one client stream that ended alike, as the gateway logs them.
 *
 * @param at when they were answered
 * @param gatewayId as ARM writes it
 * @param asked what was asked, and which way it took through the configuration
 * @param routed address and port of the server; empty when none was chosen
 * @param host with which the server was asked
 * @param httpStatus what the clients got
 * @param requests how many, at least one
 */
public record AccessRecord(
    Instant at,
    String gatewayId,
    Asked asked,
    String routed,
    String host,
    int httpStatus,
    Upstream upstream,
    long requests) {

  /**
   * What clients asked, and which way it took.
   *
   * @param host as the client wrote it; empty when it named none
   * @param rule empty when the listener has none
   * @param pool empty when the gateway answered by itself
   * @param setting empty when the gateway answered by itself
   * @param tls whether the listener speaks HTTPS
   */
  public record Asked(
      String host,
      String path,
      String listener,
      String rule,
      String pool,
      String setting,
      boolean tls) {}

  AccessRecord withRequests(long number) {
    return new AccessRecord(at, gatewayId, asked, routed, host, httpStatus, upstream, number);
  }
}
