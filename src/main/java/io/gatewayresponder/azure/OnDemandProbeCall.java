package io.gatewayresponder.azure;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.OnDemandProbe;
import io.gatewayresponder.evidence.ResourceId;
import java.time.Duration;

/** Asks a gateway to send a probe now. It is a POST that changes nothing. */
final class OnDemandProbeCall {
  /** What Azure may take besides the probe's own time-out. */
  private static final Duration BESIDES = Duration.ofSeconds(30);

  private OnDemandProbeCall() {}

  static Look<JsonNode> read(ArmCalls calls, String what, ResourceId gateway, OnDemandProbe probe) {
    String address = calls.address(gateway, "/getBackendHealthOnDemand", ArmCalls.NETWORK_API);
    ArmAnswer answer = calls.send(HttpMethod.POST, address, probe.document(gateway));
    Duration own = Duration.ofSeconds(probe.timeoutSeconds()).plus(BESIDES);
    // No longer than a sight waits for its slowest read.
    Duration limit = own.compareTo(BackendHealthCall.LIMIT) < 0 ? own : BackendHealthCall.LIMIT;
    return AcceptedCall.result(calls, what, answer, limit);
  }
}
