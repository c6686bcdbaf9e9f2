package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Where the gateway takes requests in: a front-end port, a protocol, host names. */
public record Listener(JsonNode document) {
  public String name() {
    return ArmDocument.name(document);
  }

  public String protocol() {
    return ArmDocument.property(document, "protocol");
  }

  /** The name of the front-end port. */
  public String frontendPortName() {
    return ArmDocument.referredName(document, "frontendPort");
  }

  /** The name of the front-end address. */
  public String frontendName() {
    return ArmDocument.referredName(document, "frontendIPConfiguration");
  }

  /** Host names, wildcards included; empty for every host. */
  public List<String> hostNames() {
    return ArmDocument.singleOrMany(document, "hostName", "hostNames");
  }
}
