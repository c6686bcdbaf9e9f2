package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Where the gateway takes requests in: a front-end port, a protocol, host names.
 *
 * @param protocol Http, Https, Tcp or Tls, as ARM spells it
 * @param frontendPortName the name of the front-end port
 * @param frontendName the name of the front-end address
 * @param hostNames wildcards included; empty for every host
 * @param certificateName the name of the certificate that clients see; empty without one
 */
public record Listener(
    String name,
    String protocol,
    String frontendPortName,
    String frontendName,
    List<String> hostNames,
    String certificateName) {
  static Listener of(JsonNode document) {
    return new Listener(
        ArmDocument.name(document),
        ArmDocument.property(document, "protocol"),
        ArmDocument.referredName(document, "frontendPort"),
        ArmDocument.referredName(document, "frontendIPConfiguration"),
        ArmDocument.singleOrMany(document, "hostName", "hostNames"),
        ArmDocument.referredName(document, "sslCertificate"));
  }

  /** True for TCP and TLS. */
  public boolean isLayerFour() {
    return protocol.equalsIgnoreCase("Tcp") || protocol.equalsIgnoreCase("Tls");
  }
}
