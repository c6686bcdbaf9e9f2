package io.gatewayresponder.lab.twin.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a gateway's health probes find, derived from the estate and the network. */
public interface HealthModel {
  /**
   * The result of the back-end health operation: {@code {"backendAddressPools": […]}} with
   * references to pools and settings.
   *
   * @param gatewayId the id of an existing gateway
   * @throws ArmError when the gateway cannot answer, for example because it is stopped
   */
  ObjectNode backendHealth(String gatewayId);

  /**
   * Probes the servers of a pool now, through a setting, and remembers nothing: {@code
   * {"backendAddressPool", "backendHealthHttpSettings": {"backendHttpSettings", "servers": […]}}}.
   *
   * @param probe as sent: protocol, host, path, timeout, match and the ids of pool and setting
   * @throws ArmError when the gateway cannot answer, for example because it is stopped
   */
  default ObjectNode backendHealthOnDemand(String gatewayId, ObjectNode probe) {
    throw new ArmError(501, "NotSimulated", "Nobody probes on demand here.");
  }

  /**
   * What a connection from the gateway to a server meets on its way, as Network Watcher tells it.
   *
   * @param destination an address or a name
   * @throws ArmError when the check cannot be made from this gateway
   */
  default ObjectNode connectivity(String gatewayId, String destination, int port) {
    throw new ArmError(501, "NotSimulated", "Nobody looks at connections here.");
  }
}
