package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Sees nothing of what lies around a gateway and its network, and that nobody changed anything; the
 * base of the tests' sights.
 */
public abstract class BlindSight implements Sight {
  @Override
  public Look<RouteTable> routeTable(ResourceId id) {
    return blind(id.name());
  }

  @Override
  public Look<PublicAddress> publicAddress(ResourceId id) {
    return blind(id.name());
  }

  @Override
  public Look<WebApps> webApps() {
    return blind("webApps");
  }

  @Override
  public Look<AccessRestrictions> accessRestrictions(ResourceId app) {
    return blind(app.name());
  }

  @Override
  public Look<HostNameBindings> hostNameBindings(ResourceId app) {
    return blind(app.name());
  }

  @Override
  public Look<DiagnosticSettings> diagnosticSettings() {
    return blind("diagnosticSettings");
  }

  @Override
  public Look<AccessLogs> accessLogs(ResourceId workspace) {
    return blind(workspace.name());
  }

  @Override
  public Look<Handshake> handshake(String server, int port, String serverName) {
    return blind(server);
  }

  @Override
  public Look<ResolvedName> resolvedName(String name) {
    return blind(name);
  }

  @Override
  public Look<ConnectivityCheck> connectivity(String server, int port) {
    return blind(server);
  }

  @Override
  public Look<BackendHealth> probeNow(OnDemandProbe probe) {
    return blind(probe.toString());
  }

  @Override
  public Look<RecentChanges> recentChanges(ResourceId inGroupOf) {
    return Look.found(new RecentChanges(JsonNodeFactory.instance.objectNode()));
  }

  private static <T> Look<T> blind(String what) {
    return new Look.Unreadable<>(Look.Why.NOT_FOUND, what, "");
  }
}
