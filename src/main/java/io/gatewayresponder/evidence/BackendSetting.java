package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** How the gateway speaks to the servers of a pool: an HTTP setting, or one of layer 4. */
public record BackendSetting(JsonNode document) {
  /** The documented default of a setting's request time-out. */
  private static final int DEFAULT_REQUEST_TIMEOUT_SECONDS = 20;

  public String name() {
    return ArmDocument.name(document);
  }

  public int port() {
    return ArmDocument.number(document, "port", isEncrypted() ? 443 : 80);
  }

  /** Http, Https, Tcp or Tls, as ARM spells it. */
  public String protocol() {
    return ArmDocument.property(document, "protocol");
  }

  public boolean isEncrypted() {
    return protocol().equalsIgnoreCase("Https") || protocol().equalsIgnoreCase("Tls");
  }

  /** True for TCP and TLS, which serve no HTTP listener. */
  public boolean isLayerFour() {
    return protocol().equalsIgnoreCase("Tcp") || protocol().equalsIgnoreCase("Tls");
  }

  /** The name of the custom probe, unless the default one is used. */
  public Optional<String> probeName() {
    return Optional.of(ArmDocument.referredName(document, "probe")).filter(name -> !name.isEmpty());
  }

  /** The host that requests are sent with; empty when unset. */
  public String hostName() {
    return ArmDocument.property(document, "hostName");
  }

  public boolean picksHostFromServer() {
    return document.path("properties").path("pickHostNameFromBackendAddress").asBoolean(false);
  }

  public int requestTimeoutSeconds() {
    return ArmDocument.number(document, "requestTimeout", DEFAULT_REQUEST_TIMEOUT_SECONDS);
  }

  public List<String> trustedRootNames() {
    return ArmDocument.each(document, "trustedRootCertificates").stream()
        .map(ArmDocument::name)
        .toList();
  }

  /** The servers' own certificates that a setting of the first generation knows. */
  public List<String> knownCertificateNames() {
    return ArmDocument.each(document, "authenticationCertificates").stream()
        .map(ArmDocument::name)
        .toList();
  }

  /** The name to ask for in handshakes, where the setting has one for that alone; else empty. */
  public String handshakeName() {
    return ArmDocument.property(document, "sniName");
  }

  /** False where the setting takes any name in a certificate. */
  public boolean checksName() {
    return document.path("properties").path("validateSNI").asBoolean(true);
  }

  /** False where the setting takes any authority and any date. */
  public boolean checksChain() {
    return document.path("properties").path("validateCertChainAndExpiry").asBoolean(true);
  }

  public boolean drainsConnections() {
    return document.path("properties").path("connectionDraining").path("enabled").asBoolean(false);
  }
}
