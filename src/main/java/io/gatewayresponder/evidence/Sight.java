package io.gatewayresponder.evidence;

import java.util.List;

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

  /** What has been looked at so far, in the order of asking. */
  List<Glance> glances();
}
