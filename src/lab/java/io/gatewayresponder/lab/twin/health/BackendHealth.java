package io.gatewayresponder.lab.twin.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.HealthModel;
import io.gatewayresponder.lab.twin.health.ServerHealth.Verdict;
import io.gatewayresponder.lab.twin.network.Network;

/** The back-end health operation: what the probes found last, in Azure's shape and words. */
public final class BackendHealth implements HealthModel {

  private static final String DRAINING = "Draining";
  private static final int FIRST_PORT_V1 = 65_503;
  private static final int LAST_PORT_V1 = 65_534;
  private static final int FIRST_PORT_V2 = 65_200;
  private static final int LAST_PORT_V2 = 65_535;

  private final Gateways gateways;
  private final Network network;
  private final ProbeRunner probes;
  private final Connectivity connectivity;

  public BackendHealth(
      Gateways gateways, Network network, ProbeRunner probes, BackendCall backend) {
    this.gateways = gateways;
    this.network = network;
    this.probes = probes;
    this.connectivity = new Connectivity(network, backend);
  }

  @Override
  public ObjectNode connectivity(String gatewayId, String destination, int port) {
    GatewayDocument gateway = find(gatewayId);
    refuseUnlessRunning(gateway);
    return connectivity.check(gateway, destination, port);
  }

  @Override
  public ObjectNode backendHealth(String gatewayId) {
    GatewayDocument gateway = find(gatewayId);
    refuseUnlessRunning(gateway);
    boolean managed = isManaged(gateway);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode pools = answer.putArray("backendAddressPools");
    for (JsonNode pool : gateway.all("backendAddressPools")) {
      addPool(pools.addObject(), gateway, pool, managed);
    }
    return answer;
  }

  private GatewayDocument find(String gatewayId) {
    return gateways
        .find(gatewayId)
        .orElseThrow(
            () ->
                new ArmError(
                    404, "ResourceNotFound", "The Resource '" + gatewayId + "' was not found."));
  }

  /** That a gateway which does not run refuses is known; the status and the code are inferred. */
  private static void refuseUnlessRunning(GatewayDocument gateway) {
    if (!gateway.isRunning()) {
      throw new ArmError(
          400,
          "ApplicationGatewayOperationNotAllowedInCurrentState",
          "The operation is not allowed on application gateway "
              + gateway.id()
              + " because its operational state is "
              + gateway.operationalState()
              + ".");
    }
  }

  private boolean isManaged(GatewayDocument gateway) {
    int from = gateway.isFirstGeneration() ? FIRST_PORT_V1 : FIRST_PORT_V2;
    int to = gateway.isFirstGeneration() ? LAST_PORT_V1 : LAST_PORT_V2;
    return network.prober(gateway.subnetId(), from, to).isOpen()
        && (!gateway.needsManagementTraffic()
            || network.management(gateway.subnetId(), from, to).isOpen());
  }

  private void addPool(ObjectNode shown, GatewayDocument gateway, JsonNode pool, boolean managed) {
    shown.putObject("backendAddressPool").put("id", idOf(gateway, "backendAddressPools", pool));
    ArrayNode settings = shown.putArray("backendHttpSettingsCollection");
    String name = pool.path("name").asText();
    for (Pairing pairing : gateway.pairings()) {
      if (pairing.pool().equals(name)) {
        String collection = "backendHttpSettingsCollection";
        JsonNode setting = gateway.child(collection, pairing.setting()).orElseThrow();
        ObjectNode pair = settings.addObject();
        pair.putObject("backendHttpSettings").put("id", idOf(gateway, collection, setting));
        addServers(pair.putArray("servers"), gateway, pairing, managed);
      }
    }
  }

  private void addServers(
      ArrayNode servers, GatewayDocument gateway, Pairing pairing, boolean managed) {
    for (Member member : gateway.members(pairing.pool(), network)) {
      ServerHealth health = probes.health(gateway, pairing, member);
      ObjectNode server = servers.addObject().put("address", member.address());
      member.ipConfigurationId().ifPresent(id -> server.putObject("ipConfiguration").put("id", id));
      boolean known = managed && !probes.usesOldAddress(gateway, member);
      server.put("health", known ? health.verdict().word() : Verdict.NOT_JUDGED.word());
      server.put("healthProbeLog", known ? health.log() : ProbeLog.couldNotRetrieve());
    }
    for (String address : probes.draining(gateway, pairing)) {
      servers.addObject().put("address", address).put("health", DRAINING).put("healthProbeLog", "");
    }
  }

  private static String idOf(GatewayDocument gateway, String collection, JsonNode child) {
    return child
        .path("id")
        .asText(gateway.id() + "/" + collection + "/" + child.path("name").asText());
  }
}
