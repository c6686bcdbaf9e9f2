package io.gatewayresponder.workflow.fake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.BlindSight;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.NetworkInterface;
import io.gatewayresponder.evidence.NetworkSecurityGroup;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.VirtualNetwork;
import java.util.List;

/** What can be seen of {@link FakeAzure}. */
final class FakeSight extends BlindSight {
  private final FakeAzure azure;
  private final ResourceId gateway;

  FakeSight(FakeAzure azure, ResourceId gateway) {
    this.azure = azure;
    this.gateway = gateway;
  }

  @Override
  public ResourceId gatewayId() {
    return gateway;
  }

  @Override
  public Look<Gateway> gateway() {
    return azure.look(FakeAzure.GATEWAY).map(Gateway::new);
  }

  @Override
  public Look<BackendHealth> backendHealth() {
    ObjectNode health = JsonNodeFactory.instance.objectNode();
    ObjectNode pool = health.putArray("backendAddressPools").addObject();
    pool.putObject("backendAddressPool").put("id", FakeAzure.GATEWAY + "/backendAddressPools/web");
    ObjectNode pair = pool.putArray("backendHttpSettingsCollection").addObject();
    pair.putObject("backendHttpSettings")
        .put("id", FakeAzure.GATEWAY + "/backendHttpSettingsCollection/plain");
    pair.putArray("servers")
        .addObject()
        .put("address", "10.0.1.4")
        .put("health", azure.isHealthy() ? "Healthy" : "Unhealthy");
    return Look.found(new BackendHealth(health));
  }

  @Override
  public Look<VirtualNetwork> virtualNetwork(ResourceId id) {
    return new Look.Unreadable<>(Look.Why.NOT_FOUND, id.name(), "");
  }

  @Override
  public Look<NetworkSecurityGroup> networkSecurityGroup(ResourceId id) {
    return azure.look(id).map(NetworkSecurityGroup::new);
  }

  @Override
  public Look<NetworkInterface> networkInterface(ResourceId id) {
    return new Look.Unreadable<>(Look.Why.NOT_FOUND, id.name(), "");
  }

  @Override
  public Look<GatewayMetrics> metrics() {
    return Look.found(new GatewayMetrics(List.of()));
  }

  @Override
  public List<Glance> glances() {
    return List.of();
  }
}
