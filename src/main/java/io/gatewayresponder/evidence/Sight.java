package io.gatewayresponder.evidence;

import java.util.List;
import java.util.function.Supplier;

/**
 * The read-only port through which steps look at one gateway and its surroundings. It has no
 * writing method, so a diagnosis cannot change Azure. It is lazy and remembers: each thing is read
 * at most once in the life of a sight, however often it is asked for.
 */
public interface Sight {
  /** The gateway under diagnosis. */
  ResourceId gatewayId();

  Look<Gateway> gateway();

  /** The result of the last probes, as the {@code backendhealth} action gives it. */
  Look<BackendHealth> backendHealth();

  /** A virtual network with its subnets and peerings. */
  Look<VirtualNetwork> virtualNetwork(ResourceId id);

  Look<NetworkSecurityGroup> networkSecurityGroup(ResourceId id);

  Look<NetworkInterface> networkInterface(ResourceId id);

  /** The gateway's metrics of the last hour, one-minute grain. */
  Look<GatewayMetrics> metrics();

  Look<RouteTable> routeTable(ResourceId id);

  Look<PublicAddress> publicAddress(ResourceId id);

  /** The App Service apps of the gateway's subscription. */
  Look<WebApps> webApps();

  /** Who may reach an app. */
  Look<AccessRestrictions> accessRestrictions(ResourceId app);

  Look<HostNameBindings> hostNameBindings(ResourceId app);

  /** Where the gateway's logs go. */
  Look<DiagnosticSettings> diagnosticSettings();

  /** The gateway's access log of the last hour in this workspace. */
  Look<AccessLogs> accessLogs(ResourceId workspace);

  /**
   * A real TLS handshake with a server of one of the gateway's pools, from here; nothing is sent
   * after it.
   *
   * @param serverName the name to ask for (SNI); empty for none, as the gateway does for addresses
   */
  Look<Handshake> handshake(String server, int port, String serverName);

  /** The addresses that a server's name has for the responder; an address is none. */
  Look<ResolvedName> resolvedName(String name);

  /** Network Watcher's own attempt to connect from the gateway to a server; slow. */
  Look<ConnectivityCheck> connectivity(String server, int port);

  /**
   * The gateway's own trial of a probe, sent now to every server of a pool; slow, and never needed
   * to find a cause. Each server is healthy or not by this one answer.
   */
  Look<BackendHealth> probeNow(OnDemandProbe probe);

  /** The last day's Activity Log of the resource group that this resource is in. */
  Look<RecentChanges> recentChanges(ResourceId inGroupOf);

  /**
   * What a step makes of all that is seen, such as which servers fail: within a diagnosis it is
   * made once, for a walk asks about hundreds of subjects. Here it is made whenever it is asked
   * for.
   *
   * @param kind what is made; always in the same way, whoever asks
   */
  default <T> T made(Class<T> kind, Supplier<T> making) {
    return making.get();
  }

  /** What has been looked at so far, in the order of asking. */
  List<Glance> glances();
}
