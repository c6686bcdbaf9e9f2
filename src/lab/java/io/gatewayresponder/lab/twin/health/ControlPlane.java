package io.gatewayresponder.lab.twin.health;

import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.network.Network;

/**
 * What has to be so before a gateway can tell how its servers are: it runs, and Azure reaches it.
 */
record ControlPlane(Gateways gateways, Network network) {

  private static final int FIRST_PORT_V1 = 65_503;
  private static final int LAST_PORT_V1 = 65_534;
  private static final int FIRST_PORT_V2 = 65_200;
  private static final int LAST_PORT_V2 = 65_535;

  /** The gateway; an {@link ArmError} when there is none or when it does not run. */
  GatewayDocument running(String gatewayId) {
    GatewayDocument gateway = find(gatewayId);
    refuseUnlessRunning(gateway);
    return gateway;
  }

  private GatewayDocument find(String gatewayId) {
    return gateways
        .find(gatewayId)
        .orElseThrow(
            () ->
                new ArmError(
                    404, "ResourceNotFound", "The Resource '" + gatewayId + "' was not found."));
  }

  /** That a gateway which does not run refuses is known; the status and the code are inferred. */
  private static void refuseUnlessRunning(GatewayDocument gateway) {
    if (!gateway.isRunning()) {
      throw new ArmError(
          400,
          "ApplicationGatewayOperationNotAllowedInCurrentState",
          "The operation is not allowed on application gateway "
              + gateway.id()
              + " because its operational state is "
              + gateway.operationalState()
              + ".");
    }
  }

  /** Whether what the gateway knows gets to Azure; else all that is told of its servers is that. */
  boolean reaches(GatewayDocument gateway) {
    int from = gateway.isFirstGeneration() ? FIRST_PORT_V1 : FIRST_PORT_V2;
    int to = gateway.isFirstGeneration() ? LAST_PORT_V1 : LAST_PORT_V2;
    return network.prober(gateway.subnetId(), from, to).isOpen()
        && (!gateway.needsManagementTraffic()
            || network.management(gateway.subnetId(), from, to).isOpen());
  }
}
