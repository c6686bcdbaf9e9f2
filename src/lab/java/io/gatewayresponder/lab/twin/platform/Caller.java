package io.gatewayresponder.lab.twin.platform;

import java.util.List;

/**
 * A gateway as the platform sees it.
 *
 * @param throughEndpoint whether its subnet has a service endpoint for App Service: its requests
 *     then come from the subnet, and not from its public addresses
 * @param publicAddresses dotted
 */
public record Caller(
    String subnetId, boolean throughEndpoint, List<String> publicAddresses, String location) {
  public Caller {
    publicAddresses = List.copyOf(publicAddresses);
  }
}
