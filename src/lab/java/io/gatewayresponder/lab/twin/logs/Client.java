package io.gatewayresponder.lab.twin.logs;

/** What all modelled requests have in common. */
final class Client {
  /** Of the block that is set aside for examples (RFC 5737). */
  static final String ADDRESS = "203.0.113.7";

  static final String METHOD = "GET";
  static final String VERSION = "HTTP/1.1";
  static final String AGENT = "Mozilla/5.0";
  static final String INSTANCE = "appgw_0";
  static final String OPERATION = "ApplicationGatewayAccess";

  private Client() {}
}
