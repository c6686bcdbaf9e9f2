package io.gatewayresponder.lab.twin.servers;

import java.util.Locale;

/**
 * Where a server listens. The address is an IPv4 address, or the name of a server outside the
 * modelled networks.
 */
public record Endpoint(String address, int port) implements Comparable<Endpoint> {

  public Endpoint {
    address = address.toLowerCase(Locale.ROOT);
  }

  @Override
  public int compareTo(Endpoint other) {
    int byAddress = address.compareTo(other.address);
    return byAddress != 0 ? byAddress : Integer.compare(port, other.port);
  }
}
