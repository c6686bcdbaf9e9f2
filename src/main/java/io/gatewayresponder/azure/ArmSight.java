package io.gatewayresponder.azure;

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
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The sight on one gateway through ARM. For a diagnosis, what a walk is likely to need is read
 * ahead ({@link Foresight}); the rest is read when it is asked for. Nothing is read twice: whoever
 * asks later, or at the same time, shares the first read.
 */
final class ArmSight implements Sight {
  private final ResourceId gateway;
  private final ArmReads can;
  private final Reads reads;

  private ArmSight(ResourceId gateway, ArmReads can, Reads reads) {
    this.gateway = gateway;
    this.can = can;
    this.reads = reads;
  }

  /** Opens a sight that reads ahead what a diagnosis needs. */
  static ArmSight forDiagnosis(
      ResourceId gateway, ArmSights.Reader by, Executor executor, Clock clock) {
    ArmSight sight = lazily(gateway, by, executor, clock);
    new Foresight(gateway, sight.can, sight.reads).begin();
    return sight;
  }

  /** Opens a sight that reads nothing before it is asked. */
  static ArmSight lazily(ResourceId gateway, ArmSights.Reader by, Executor executor, Clock clock) {
    return new ArmSight(gateway, new ArmReads(gateway, by, clock), new Reads(executor, clock));
  }

  private <T> Look<T> take(Reads.Read<JsonNode> read, Function<JsonNode, T> reading) {
    return reads.take(read).map(reading);
  }

  @Override
  public ResourceId gatewayId() {
    return gateway;
  }

  @Override
  public Look<Gateway> gateway() {
    return take(can.gateway(), Gateway::new);
  }

  @Override
  public Look<BackendHealth> backendHealth() {
    return take(can.health(), BackendHealth::new);
  }

  @Override
  public Look<VirtualNetwork> virtualNetwork(ResourceId id) {
    return take(can.document(id.root()), VirtualNetwork::new);
  }

  @Override
  public Look<NetworkSecurityGroup> networkSecurityGroup(ResourceId id) {
    return take(can.document(id.root()), NetworkSecurityGroup::new);
  }

  @Override
  public Look<NetworkInterface> networkInterface(ResourceId id) {
    return take(can.document(id.root()), NetworkInterface::new);
  }

  @Override
  public Look<RouteTable> routeTable(ResourceId id) {
    return take(can.document(id.root()), RouteTable::new);
  }

  @Override
  public Look<PublicAddress> publicAddress(ResourceId id) {
    return take(can.document(id.root()), PublicAddress::new);
  }

  /** A gateway that cannot be read is taken for one of the generation that is not retired. */
  @Override
  public Look<GatewayMetrics> metrics() {
    reads.start(can.requestMetrics());
    Gateway.Generation generation =
        gateway().asFound().map(Gateway::generation).orElse(Gateway.Generation.V2);
    reads.start(can.loadMetrics(generation));
    return MetricsLook.join(
        List.of(reads.take(can.requestMetrics()), reads.take(can.loadMetrics(generation))));
  }

  @Override
  public Look<WebApps> webApps() {
    return take(can.webApps(), WebApps::new);
  }

  @Override
  public Look<AccessRestrictions> accessRestrictions(ResourceId app) {
    return take(can.accessRestrictions(app), AccessRestrictions::new);
  }

  @Override
  public Look<HostNameBindings> hostNameBindings(ResourceId app) {
    return take(can.hostNameBindings(app), HostNameBindings::new);
  }

  @Override
  public Look<DiagnosticSettings> diagnosticSettings() {
    return take(can.diagnosticSettings(), DiagnosticSettings::new);
  }

  @Override
  public Look<AccessLogs> accessLogs(ResourceId workspace) {
    return reads
        .take(can.document(workspace.root()))
        .flatMap(document -> LogsLook.customerId(workspace, document))
        .flatMap(customerId -> reads.take(can.accessLogs(workspace, customerId)));
  }

  @Override
  public Look<Handshake> handshake(String server, int port, String serverName) {
    return take(can.handshake(server, port, serverName), Handshake::new);
  }

  @Override
  public Look<ResolvedName> resolvedName(String name) {
    return take(can.resolvedName(name), ResolvedName::new);
  }

  @Override
  public Look<ConnectivityCheck> connectivity(String server, int port) {
    ConnectivityCall.Server there = new ConnectivityCall.Server(server, port);
    reads.start(can.watchers());
    return reads
        .take(can.gateway())
        .flatMap(
            document ->
                reads
                    .take(can.watchers())
                    .flatMap(watchers -> ConnectivityCall.watcherOf(document, watchers)))
        .flatMap(watcher -> take(can.connectivity(watcher, there), ConnectivityCheck::new));
  }

  @Override
  public Look<BackendHealth> probeNow(OnDemandProbe probe) {
    return take(can.probeNow(probe), BackendHealth::new);
  }

  @Override
  public Look<RecentChanges> recentChanges(ResourceId inGroupOf) {
    return take(can.recentChanges(inGroupOf), RecentChanges::new);
  }

  @Override
  public List<Glance> glances() {
    return reads.glances();
  }
}
