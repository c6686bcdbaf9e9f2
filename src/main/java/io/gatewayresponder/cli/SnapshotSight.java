package io.gatewayresponder.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sight on a gateway through a snapshot's files. */
final class SnapshotSight implements Sight {
  private final ResourceId gateway;
  private final Snapshot snapshot;
  private final Map<Key, Glance> glances = new LinkedHashMap<>();

  SnapshotSight(ResourceId gateway, Snapshot snapshot) {
    this.gateway = gateway;
    this.snapshot = snapshot;
  }

  private Look<JsonNode> look(Key key) {
    Look<JsonNode> look = snapshot.look(key);
    glances.putIfAbsent(
        key,
        new Glance(
            key.words(),
            key.look() + " " + String.join(" ", key.about()),
            Instant.EPOCH,
            0,
            look instanceof Look.Unreadable<JsonNode> not ? not.sentence() : "found",
            look.asFound().orElse(null)));
    return look;
  }

  private <T> Look<T> record(Key key, Class<T> type) {
    return look(key)
        .flatMap(
            json -> {
              try {
                return Look.found(Json.MAPPER.treeToValue(json, type));
              } catch (JsonProcessingException e) {
                return new Look.Unreadable<>(
                    Look.Why.MALFORMED, key.words(), "not as the snapshot's format has it");
              }
            });
  }

  @Override
  public ResourceId gatewayId() {
    return gateway;
  }

  @Override
  public Look<Gateway> gateway() {
    return look(Key.of(Key.GATEWAY, gateway)).map(Gateway::new);
  }

  @Override
  public Look<BackendHealth> backendHealth() {
    return look(Key.of(Key.BACKEND_HEALTH, gateway)).map(BackendHealth::new);
  }

  @Override
  public Look<VirtualNetwork> virtualNetwork(ResourceId id) {
    return look(Key.ofWhole(Key.VIRTUAL_NETWORK, id)).map(VirtualNetwork::new);
  }

  @Override
  public Look<NetworkSecurityGroup> networkSecurityGroup(ResourceId id) {
    return look(Key.ofWhole(Key.NETWORK_SECURITY_GROUP, id)).map(NetworkSecurityGroup::new);
  }

  @Override
  public Look<NetworkInterface> networkInterface(ResourceId id) {
    return look(Key.of(Key.NETWORK_INTERFACE, id)).map(NetworkInterface::new);
  }

  @Override
  public Look<GatewayMetrics> metrics() {
    return record(Key.of(Key.METRICS, gateway), GatewayMetrics.class);
  }

  @Override
  public Look<RouteTable> routeTable(ResourceId id) {
    return look(Key.ofWhole(Key.ROUTE_TABLE, id)).map(RouteTable::new);
  }

  @Override
  public Look<PublicAddress> publicAddress(ResourceId id) {
    return look(Key.ofWhole(Key.PUBLIC_ADDRESS, id)).map(PublicAddress::new);
  }

  @Override
  public Look<WebApps> webApps() {
    return look(Key.of(Key.WEB_APPS)).map(WebApps::new);
  }

  @Override
  public Look<AccessRestrictions> accessRestrictions(ResourceId app) {
    return look(Key.ofWhole(Key.ACCESS_RESTRICTIONS, app)).map(AccessRestrictions::new);
  }

  @Override
  public Look<HostNameBindings> hostNameBindings(ResourceId app) {
    return look(Key.ofWhole(Key.HOST_NAME_BINDINGS, app)).map(HostNameBindings::new);
  }

  @Override
  public Look<DiagnosticSettings> diagnosticSettings() {
    return look(Key.of(Key.DIAGNOSTIC_SETTINGS, gateway)).map(DiagnosticSettings::new);
  }

  @Override
  public Look<AccessLogs> accessLogs(ResourceId workspace) {
    return record(Key.ofWhole(Key.ACCESS_LOGS, workspace), AccessLogs.class);
  }

  @Override
  public Look<Handshake> handshake(String server, int port, String serverName) {
    return look(Key.of(Key.HANDSHAKE, server, port, serverName)).map(Handshake::new);
  }

  @Override
  public Look<ResolvedName> resolvedName(String name) {
    return look(Key.of(Key.RESOLVED_NAME, name)).map(ResolvedName::new);
  }

  @Override
  public Look<ConnectivityCheck> connectivity(String server, int port) {
    return look(Key.of(Key.CONNECTIVITY, server, port)).map(ConnectivityCheck::new);
  }

  @Override
  public Look<BackendHealth> probeNow(OnDemandProbe probe) {
    return look(Key.of(probe)).map(BackendHealth::new);
  }

  @Override
  public Look<RecentChanges> recentChanges(ResourceId inGroupOf) {
    return look(Key.changesIn(inGroupOf)).map(RecentChanges::new);
  }

  @Override
  public List<Glance> glances() {
    return List.copyOf(glances.values());
  }
}
