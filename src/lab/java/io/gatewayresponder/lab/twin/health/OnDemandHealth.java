package io.gatewayresponder.lab.twin.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.health.ServerHealth.Verdict;
import io.gatewayresponder.lab.twin.network.Json;
import io.gatewayresponder.lab.twin.network.Network;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A probe that somebody asks for now: it goes the way of the periodic ones, with what the request
 * says in place of a stored probe, and leaves no trace in what the gateway knows of its servers.
 *
 * @param backend what the probes are sent through
 * @param now by the twin's clock, for certificates
 */
record OnDemandHealth(
    ControlPlane controlPlane, Network network, BackendCall backend, InstantSource now) {

  private static final String POOL = "backendAddressPool";
  private static final String SETTING = "backendHttpSettings";

  /**
   * Probes every server of a pool once. One answer decides, since nothing is counted.
   *
   * @param asked the request's body, with the ids of a pool and of a setting
   */
  ObjectNode probe(String gatewayId, ObjectNode asked) {
    GatewayDocument gateway = controlPlane.running(gatewayId);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putObject(POOL).put("id", Json.reference(asked, POOL).orElse(""));
    ObjectNode tested = answer.putObject("backendHealthHttpSettings");
    tested.putObject(SETTING).put("id", Json.reference(asked, SETTING).orElse(""));
    ArrayNode servers = tested.putArray("servers");
    // A pool or setting that a change still under way brings is not there yet.
    Optional<JsonNode> pool = gateway.referred(asked, POOL, "backendAddressPools");
    Optional<JsonNode> setting = gateway.referred(asked, SETTING, "backendHttpSettingsCollection");
    if (pool.isPresent() && setting.isPresent()) {
      boolean managed = controlPlane.reaches(gateway);
      for (Member member : gateway.members(pool.get().path("name").asText(), network)) {
        ProbePlan plan = ProbePlan.onDemand(setting.get(), asked, member);
        ProbeResult result =
            managed
                ? new Prober(backend).probe(gateway, setting.get(), plan, member, now.instant())
                : new ProbeResult(false, false, ProbeLog.couldNotRetrieve());
        ObjectNode server = servers.addObject().put("address", member.address());
        member
            .ipConfigurationId()
            .ifPresent(id -> server.putObject("ipConfiguration").put("id", id));
        server.put("health", (managed ? verdict(result) : Verdict.NOT_JUDGED).word());
        server.put("healthProbeLog", result.log());
      }
    }
    return answer;
  }

  private static Verdict verdict(ProbeResult result) {
    if (result.success()) {
      return Verdict.UP;
    }
    return result.forSome() ? Verdict.PARTLY_DOWN : Verdict.DOWN;
  }
}
