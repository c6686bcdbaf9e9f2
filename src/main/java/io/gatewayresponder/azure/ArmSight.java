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
import io.gatewayresponder.evidence.PublicAddress;
import io.gatewayresponder.evidence.RecentChanges;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.RouteTable;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.VirtualNetwork;
import io.gatewayresponder.evidence.WebApps;
import java.util.List;
import java.util.Optional;

/**
 * The sight on one gateway through ARM. What nearly every walk needs is read at once and side by
 * side when the sight opens, so that a walk lasts about as long as its slowest chain of reads; the
 * rest is read when it is asked for. Nothing is read twice: whoever asks later, or at the same
 * time, shares the first read.
 */
final class ArmSight implements Sight {
  private static final String VNET_TYPE = "Microsoft.Network/virtualNetworks";

  private final ResourceId gateway;
  private final ArmCalls calls;
  private final MetricsLook metrics;
  private final Reads reads;

  private ArmSight(ResourceId gateway, ArmCalls calls, MetricsLook metrics, Reads reads) {
    this.gateway = gateway;
    this.calls = calls;
    this.metrics = metrics;
    this.reads = reads;
  }

  /** Opens a sight that reads gateway, health and metrics early: a diagnosis needs them all. */
  static ArmSight forDiagnosis(
      ResourceId gateway, ArmCalls calls, MetricsLook metrics, Reads reads) {
    ArmSight sight = forExecution(gateway, calls, metrics, reads);
    sight.reads.start(sight.healthRead());
    sight.metricReads().forEach(sight.reads::start);
    return sight;
  }

  /** Opens a sight that reads the gateway early, and the rest when asked: a drift check. */
  static ArmSight forExecution(
      ResourceId gateway, ArmCalls calls, MetricsLook metrics, Reads reads) {
    ArmSight sight = new ArmSight(gateway, calls, metrics, reads);
    reads.startThen(
        sight.documentRead(gateway),
        document -> gatewayVnet(document).ifPresent(id -> reads.start(sight.documentRead(id))));
    return sight;
  }

  /** The virtual network that the gateway stands in. */
  private static Optional<ResourceId> gatewayVnet(JsonNode document) {
    for (JsonNode ip : document.path("properties").path("gatewayIPConfigurations")) {
      Optional<ResourceId> vnet =
          ResourceId.find(ip.path("properties").path("subnet").path("id").asText(""))
              .map(ResourceId::root)
              .filter(id -> id.isType(VNET_TYPE));
      if (vnet.isPresent()) {
        return vnet;
      }
    }
    return Optional.empty();
  }

  private Reads.Read documentRead(ResourceId id) {
    String what = Names.of(id);
    return new Reads.Read(
        what,
        "GET " + id,
        () -> ArmCalls.look(what, calls.get(calls.address(id, "", ArmCalls.NETWORK_API))));
  }

  private Reads.Read healthRead() {
    return new Reads.Read(
        "back-end health of " + gateway.name(),
        "POST " + gateway + "/backendhealth",
        () -> BackendHealthCall.read(calls, gateway));
  }

  private List<Reads.Read> metricReads() {
    return metrics.questions(gateway).stream()
        .map(q -> new Reads.Read(q.what(), q.call(), () -> metrics.ask(gateway, q).map(Json::tree)))
        .toList();
  }

  @Override
  public ResourceId gatewayId() {
    return gateway;
  }

  @Override
  public Look<Gateway> gateway() {
    return reads.take(documentRead(gateway)).map(Gateway::new);
  }

  @Override
  public Look<BackendHealth> backendHealth() {
    return reads.take(healthRead()).map(BackendHealth::new);
  }

  @Override
  public Look<VirtualNetwork> virtualNetwork(ResourceId id) {
    return reads.take(documentRead(id.root())).map(VirtualNetwork::new);
  }

  @Override
  public Look<NetworkSecurityGroup> networkSecurityGroup(ResourceId id) {
    return reads.take(documentRead(id.root())).map(NetworkSecurityGroup::new);
  }

  @Override
  public Look<NetworkInterface> networkInterface(ResourceId id) {
    return reads.take(documentRead(id.root())).map(NetworkInterface::new);
  }

  @Override
  public Look<GatewayMetrics> metrics() {
    List<Reads.Read> parts = metricReads();
    parts.forEach(reads::start);
    return MetricsLook.join(parts.stream().map(reads::take).toList());
  }

  @Override
  public Look<RouteTable> routeTable(ResourceId id) {
    return reads.take(documentRead(id.root())).map(RouteTable::new);
  }

  @Override
  public Look<PublicAddress> publicAddress(ResourceId id) {
    return reads.take(documentRead(id.root())).map(PublicAddress::new);
  }

  @Override
  public Look<WebApps> webApps() {
    return new Look.Unreadable<>(Look.Why.REFUSED, "webApps", "not read yet");
  }

  @Override
  public Look<AccessRestrictions> accessRestrictions(ResourceId app) {
    return new Look.Unreadable<>(Look.Why.REFUSED, "accessRestrictions", "not read yet");
  }

  @Override
  public Look<HostNameBindings> hostNameBindings(ResourceId app) {
    return new Look.Unreadable<>(Look.Why.REFUSED, "hostNameBindings", "not read yet");
  }

  @Override
  public Look<DiagnosticSettings> diagnosticSettings() {
    return new Look.Unreadable<>(Look.Why.REFUSED, "diagnosticSettings", "not read yet");
  }

  @Override
  public Look<AccessLogs> accessLogs(ResourceId workspace) {
    return new Look.Unreadable<>(Look.Why.REFUSED, "accessLogs", "not read yet");
  }

  @Override
  public Look<Handshake> handshake(String server, int port, String serverName) {
    return new Look.Unreadable<>(Look.Why.REFUSED, "handshake", "not read yet");
  }

  @Override
  public Look<ConnectivityCheck> connectivity(String server, int port) {
    return new Look.Unreadable<>(Look.Why.REFUSED, "connectivity", "not read yet");
  }

  @Override
  public Look<RecentChanges> recentChanges(ResourceId inGroupOf) {
    return new Look.Unreadable<>(Look.Why.REFUSED, "recentChanges", "not read yet");
  }

  @Override
  public List<Glance> glances() {
    return reads.glances();
  }
}
