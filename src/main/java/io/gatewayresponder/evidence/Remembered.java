package io.gatewayresponder.evidence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A sight whose answers are understood once: what was read of a document stays with it for a whole
 * diagnosis. One thread uses it.
 */
public final class Remembered implements Sight {
  /** A look at one thing of many; what there is only one of is asked for by the look's name. */
  private record Asked(String look, Object about) {}

  private final Sight sight;
  private final Map<Object, Look<?>> answers = new HashMap<>();
  private final Map<Class<?>, Object> made = new HashMap<>();

  public Remembered(Sight sight) {
    this.sight = sight;
  }

  @Override
  public ResourceId gatewayId() {
    return sight.gatewayId();
  }

  @Override
  public Look<Gateway> gateway() {
    return once("gateway", () -> sight.gateway());
  }

  @Override
  public Look<BackendHealth> backendHealth() {
    return once("backendHealth", () -> sight.backendHealth());
  }

  @Override
  public Look<VirtualNetwork> virtualNetwork(ResourceId id) {
    return once(new Asked("virtualNetwork", id), () -> sight.virtualNetwork(id));
  }

  @Override
  public Look<NetworkSecurityGroup> networkSecurityGroup(ResourceId id) {
    return once(new Asked("networkSecurityGroup", id), () -> sight.networkSecurityGroup(id));
  }

  @Override
  public Look<NetworkInterface> networkInterface(ResourceId id) {
    return once(new Asked("networkInterface", id), () -> sight.networkInterface(id));
  }

  @Override
  public Look<GatewayMetrics> metrics() {
    return once("metrics", () -> sight.metrics());
  }

  @Override
  public Look<RouteTable> routeTable(ResourceId id) {
    return once(new Asked("routeTable", id), () -> sight.routeTable(id));
  }

  @Override
  public Look<PublicAddress> publicAddress(ResourceId id) {
    return once(new Asked("publicAddress", id), () -> sight.publicAddress(id));
  }

  @Override
  public Look<WebApps> webApps() {
    return once("webApps", () -> sight.webApps());
  }

  @Override
  public Look<AccessRestrictions> accessRestrictions(ResourceId app) {
    return once(new Asked("accessRestrictions", app), () -> sight.accessRestrictions(app));
  }

  @Override
  public Look<HostNameBindings> hostNameBindings(ResourceId app) {
    return once(new Asked("hostNameBindings", app), () -> sight.hostNameBindings(app));
  }

  @Override
  public Look<DiagnosticSettings> diagnosticSettings() {
    return once("diagnosticSettings", () -> sight.diagnosticSettings());
  }

  @Override
  public Look<AccessLogs> accessLogs(ResourceId workspace) {
    return once(new Asked("accessLogs", workspace), () -> sight.accessLogs(workspace));
  }

  @Override
  public Look<Handshake> handshake(String server, int port, String serverName) {
    return once(
        new Asked("handshake", List.of(server, port, serverName)),
        () -> sight.handshake(server, port, serverName));
  }

  @Override
  public Look<ResolvedName> resolvedName(String name) {
    return once(new Asked("resolvedName", name), () -> sight.resolvedName(name));
  }

  @Override
  public Look<ConnectivityCheck> connectivity(String server, int port) {
    return once(
        new Asked("connectivity", List.of(server, port)), () -> sight.connectivity(server, port));
  }

  @Override
  public Look<BackendHealth> probeNow(OnDemandProbe probe) {
    return once(new Asked("probeNow", probe), () -> sight.probeNow(probe));
  }

  @Override
  public Look<RecentChanges> recentChanges(ResourceId inGroupOf) {
    return once(new Asked("recentChanges", inGroupOf), () -> sight.recentChanges(inGroupOf));
  }

  /** What is made may be made of something else that is made, so the map is open meanwhile. */
  @Override
  public <T> T made(Class<T> kind, Supplier<T> making) {
    Object known = made.get(kind);
    if (known == null) {
      known = making.get();
      made.put(kind, known);
    }
    return kind.cast(known);
  }

  @Override
  public List<Glance> glances() {
    return sight.glances();
  }

  /** What is asked for says what kind of answer there is. */
  @SuppressWarnings("unchecked")
  private <T> Look<T> once(Object asked, Supplier<Look<T>> asking) {
    Look<?> known = answers.get(asked);
    if (known == null) {
      known = asking.get();
      answers.put(asked, known);
    }
    return (Look<T>) known;
  }
}
