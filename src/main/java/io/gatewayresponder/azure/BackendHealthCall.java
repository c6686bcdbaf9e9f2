package io.gatewayresponder.azure;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import java.time.Duration;

/** Asks a gateway for the result of its last probes. */
final class BackendHealthCall {
  /** The call is documented to take 30 to 60 s; half as much again on top. */
  static final Duration LIMIT = Duration.ofSeconds(90);

  private BackendHealthCall() {}

  static Look<JsonNode> read(ArmCalls calls, ResourceId gateway) {
    String address = calls.address(gateway, "/backendhealth", ArmCalls.NETWORK_API);
    ArmAnswer answer = calls.send(HttpMethod.POST, address, null);
    return AcceptedCall.result(calls, "back-end health of " + gateway.name(), answer, LIMIT);
  }
}
