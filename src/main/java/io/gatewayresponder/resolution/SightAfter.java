package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.AccessLogs;
import io.gatewayresponder.evidence.AccessRestrictions;
import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.ConnectivityCheck;
import io.gatewayresponder.evidence.DiagnosticSettings;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.evidence.Handshake;
import io.gatewayresponder.evidence.HostNameBindings;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.NetworkInterface;
import io.gatewayresponder.evidence.NetworkSecurityGroup;
import io.gatewayresponder.evidence.OnDemandProbe;
import io.gatewayresponder.evidence.PublicAddress;
import io.gatewayresponder.evidence.RecentChanges;
import io.gatewayresponder.evidence.ResolvedName;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.RouteTable;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.VirtualNetwork;
import io.gatewayresponder.evidence.WebApps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sight as it would be once changes are made to the gateway, its networks and its apps. With it
 * the very code that found a fault tells whether a plan would mend it. What was measured (health,
 * metrics, logs) stays as it was.
 */
final class SightAfter implements Sight {
  private final Sight now;
  private final List<Change> changes;
  private final Map<ResourceId, JsonNode> written = new HashMap<>();

  SightAfter(Sight now, List<Change> changes) {
    this.now = now;
    this.changes = List.copyOf(changes);
  }

  @Override
  public Look<NetworkSecurityGroup> networkSecurityGroup(ResourceId id) {
    return now.networkSecurityGroup(id)
        .map(group -> new NetworkSecurityGroup(after(group.document(), id)));
  }

  /** Made once: a path is judged for every server, and documents are large. */
  private JsonNode after(JsonNode document, ResourceId root) {
    return written.computeIfAbsent(root, id -> Outcome.of(document, id, changes));
  }

  @Override
  public ResourceId gatewayId() {
    return now.gatewayId();
  }

  @Override
  public Look<Gateway> gateway() {
    return now.gateway().map(gateway -> new Gateway(after(gateway.document(), gatewayId())));
  }

  @Override
  public Look<BackendHealth> backendHealth() {
    return now.backendHealth();
  }

  @Override
  public Look<VirtualNetwork> virtualNetwork(ResourceId id) {
    return now.virtualNetwork(id)
        .map(network -> new VirtualNetwork(after(network.document(), id.root())));
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
  public Look<RouteTable> routeTable(ResourceId id) {
    return now.routeTable(id);
  }

  @Override
  public Look<PublicAddress> publicAddress(ResourceId id) {
    return now.publicAddress(id);
  }

  @Override
  public Look<WebApps> webApps() {
    return now.webApps();
  }

  @Override
  public Look<AccessRestrictions> accessRestrictions(ResourceId app) {
    return now.accessRestrictions(app)
        .map(
            restrictions ->
                new AccessRestrictions(after(restrictions.document(), app.child("config", "web"))));
  }

  @Override
  public Look<HostNameBindings> hostNameBindings(ResourceId app) {
    return now.hostNameBindings(app);
  }

  @Override
  public Look<DiagnosticSettings> diagnosticSettings() {
    return now.diagnosticSettings();
  }

  @Override
  public Look<AccessLogs> accessLogs(ResourceId workspace) {
    return now.accessLogs(workspace);
  }

  @Override
  public Look<Handshake> handshake(String server, int port, String serverName) {
    return now.handshake(server, port, serverName);
  }

  @Override
  public Look<ResolvedName> resolvedName(String name) {
    return now.resolvedName(name);
  }

  @Override
  public Look<ConnectivityCheck> connectivity(String server, int port) {
    return now.connectivity(server, port);
  }

  @Override
  public Look<BackendHealth> probeNow(OnDemandProbe probe) {
    return now.probeNow(probe);
  }

  @Override
  public Look<RecentChanges> recentChanges(ResourceId inGroupOf) {
    return now.recentChanges(inGroupOf);
  }

  @Override
  public List<Glance> glances() {
    return now.glances();
  }
}
