package io.gatewayresponder.cli;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Looks through another sight and keeps every look with its answer. */
final class SavingSight implements Sight {
  private final Sight sight;

  /** In the order of asking. Guarded by itself. */
  private final Map<Key, SavedLook> kept = new LinkedHashMap<>();

  SavingSight(Sight sight) {
    this.sight = sight;
  }

  /** Everything that was looked at so far, once each. */
  List<SavedLook> looks() {
    synchronized (kept) {
      return List.copyOf(kept.values());
    }
  }

  private <T> Look<T> keep(Key key, Look<T> look, Function<T, JsonNode> document) {
    SavedLook saved = new SavedLook(key, look.map(document));
    synchronized (kept) {
      kept.putIfAbsent(key, saved);
    }
    return look;
  }

  @Override
  public ResourceId gatewayId() {
    return sight.gatewayId();
  }

  @Override
  public Look<Gateway> gateway() {
    return keep(Key.of(Key.GATEWAY, gatewayId()), sight.gateway(), Gateway::document);
  }

  @Override
  public Look<BackendHealth> backendHealth() {
    return keep(
        Key.of(Key.BACKEND_HEALTH, gatewayId()), sight.backendHealth(), BackendHealth::document);
  }

  @Override
  public Look<VirtualNetwork> virtualNetwork(ResourceId id) {
    return keep(
        Key.ofWhole(Key.VIRTUAL_NETWORK, id), sight.virtualNetwork(id), VirtualNetwork::document);
  }

  @Override
  public Look<NetworkSecurityGroup> networkSecurityGroup(ResourceId id) {
    return keep(
        Key.ofWhole(Key.NETWORK_SECURITY_GROUP, id),
        sight.networkSecurityGroup(id),
        NetworkSecurityGroup::document);
  }

  @Override
  public Look<NetworkInterface> networkInterface(ResourceId id) {
    return keep(
        Key.of(Key.NETWORK_INTERFACE, id), sight.networkInterface(id), NetworkInterface::document);
  }

  @Override
  public Look<GatewayMetrics> metrics() {
    return keep(Key.of(Key.METRICS, gatewayId()), sight.metrics(), Json::tree);
  }

  @Override
  public Look<RouteTable> routeTable(ResourceId id) {
    return keep(Key.ofWhole(Key.ROUTE_TABLE, id), sight.routeTable(id), RouteTable::document);
  }

  @Override
  public Look<PublicAddress> publicAddress(ResourceId id) {
    return keep(
        Key.ofWhole(Key.PUBLIC_ADDRESS, id), sight.publicAddress(id), PublicAddress::document);
  }

  @Override
  public Look<WebApps> webApps() {
    return keep(Key.of(Key.WEB_APPS), sight.webApps(), WebApps::document);
  }

  @Override
  public Look<AccessRestrictions> accessRestrictions(ResourceId app) {
    return keep(
        Key.ofWhole(Key.ACCESS_RESTRICTIONS, app),
        sight.accessRestrictions(app),
        AccessRestrictions::document);
  }

  @Override
  public Look<HostNameBindings> hostNameBindings(ResourceId app) {
    return keep(
        Key.ofWhole(Key.HOST_NAME_BINDINGS, app),
        sight.hostNameBindings(app),
        HostNameBindings::document);
  }

  @Override
  public Look<DiagnosticSettings> diagnosticSettings() {
    return keep(
        Key.of(Key.DIAGNOSTIC_SETTINGS, gatewayId()),
        sight.diagnosticSettings(),
        DiagnosticSettings::document);
  }

  @Override
  public Look<AccessLogs> accessLogs(ResourceId workspace) {
    return keep(Key.ofWhole(Key.ACCESS_LOGS, workspace), sight.accessLogs(workspace), Json::tree);
  }

  @Override
  public Look<Handshake> handshake(String server, int port, String serverName) {
    return keep(
        Key.of(Key.HANDSHAKE, server, port, serverName),
        sight.handshake(server, port, serverName),
        Handshake::document);
  }

  @Override
  public Look<ResolvedName> resolvedName(String name) {
    return keep(Key.of(Key.RESOLVED_NAME, name), sight.resolvedName(name), ResolvedName::document);
  }

  @Override
  public Look<ConnectivityCheck> connectivity(String server, int port) {
    return keep(
        Key.of(Key.CONNECTIVITY, server, port),
        sight.connectivity(server, port),
        ConnectivityCheck::document);
  }

  @Override
  public Look<BackendHealth> probeNow(OnDemandProbe probe) {
    return keep(Key.of(probe), sight.probeNow(probe), BackendHealth::document);
  }

  @Override
  public Look<RecentChanges> recentChanges(ResourceId inGroupOf) {
    return keep(Key.changesIn(inGroupOf), sight.recentChanges(inGroupOf), RecentChanges::document);
  }

  @Override
  public List<Glance> glances() {
    return sight.glances();
  }
}
