package io.gatewayresponder.lab.twin.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.HealthModel;
import io.gatewayresponder.lab.twin.health.ServerHealth.Verdict;
import io.gatewayresponder.lab.twin.network.Network;
import java.time.InstantSource;

/** The back-end health operation: what the probes found last, in Azure's shape and words. */
public final class BackendHealth implements HealthModel {

  private static final String DRAINING = "Draining";
  private final ControlPlane controlPlane;
  private final Network network;
  private final ProbeRunner probes;
  private final Connectivity connectivity;
  private final OnDemandHealth onDemand;

  public BackendHealth(
      Gateways gateways,
      Network network,
      ProbeRunner probes,
      BackendCall backend,
      InstantSource now) {
    this.controlPlane = new ControlPlane(gateways, network);
    this.network = network;
    this.probes = probes;
    this.connectivity = new Connectivity(network, backend);
    this.onDemand = new OnDemandHealth(controlPlane, network, backend, now);
  }

  @Override
  public ObjectNode connectivity(String gatewayId, String destination, int port) {
    return connectivity.check(controlPlane.running(gatewayId), destination, port);
  }

  @Override
  public ObjectNode backendHealthOnDemand(String gatewayId, ObjectNode probe) {
    return onDemand.probe(gatewayId, probe);
  }

  @Override
  public ObjectNode backendHealth(String gatewayId) {
    GatewayDocument gateway = controlPlane.running(gatewayId);
    boolean managed = controlPlane.reaches(gateway);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode pools = answer.putArray("backendAddressPools");
    for (JsonNode pool : gateway.all("backendAddressPools")) {
      addPool(pools.addObject(), gateway, pool, managed);
    }
    return answer;
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
