package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.NetworkInterface;
import io.gatewayresponder.evidence.NetworkSecurityGroup;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.VirtualNetwork;
import java.util.List;

/**
 * A sight as it would be once the changes to security groups are made. With it the very code that
 * found a path closed tells whether a plan would open it.
 */
final class SightAfter implements Sight {
  private final Sight now;
  private final List<Change> changes;

  SightAfter(Sight now, List<Change> changes) {
    this.now = now;
    this.changes = List.copyOf(changes);
  }

  @Override
  public Look<NetworkSecurityGroup> networkSecurityGroup(ResourceId id) {
    return now.networkSecurityGroup(id)
        .map(
            group -> {
              JsonNode after = Outcome.of(group.document(), id, changes);
              return new NetworkSecurityGroup(after);
            });
  }

  @Override
  public ResourceId gatewayId() {
    return now.gatewayId();
  }

  @Override
  public Look<Gateway> gateway() {
    return now.gateway();
  }

  @Override
  public Look<BackendHealth> backendHealth() {
    return now.backendHealth();
  }

  @Override
  public Look<VirtualNetwork> virtualNetwork(ResourceId id) {
    return now.virtualNetwork(id);
  }

  @Override
  public Look<NetworkInterface> networkInterface(ResourceId id) {
    return now.networkInterface(id);
  }

  @Override
  public Look<GatewayMetrics> metrics() {
    return now.metrics();
  }

  @Override
  public List<Glance> glances() {
    return now.glances();
  }
}
