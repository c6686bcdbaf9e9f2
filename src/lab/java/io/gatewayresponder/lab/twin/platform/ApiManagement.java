package io.gatewayresponder.lab.twin.platform;

import io.gatewayresponder.lab.twin.network.Json;
import io.gatewayresponder.lab.twin.servers.Answer;
import io.gatewayresponder.lab.twin.servers.Certificate;
import io.gatewayresponder.lab.twin.servers.WebServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The gateway of an API Management service, known by its name alone. It answers for the APIs that
 * were set in the lab and at the address that is there for probes; at its root there is nothing.
 */
record ApiManagement(String name) implements Hosted {

  static final String DOMAIN = ".azure-api.net";

  /** The documented address for health probes. */
  private static final String STATUS = "/status-0123456789abcdef";

  private static final Duration AT_ONCE = Duration.ofMillis(5);
  private static final Answer ALIVE = new Answer(200, AT_ONCE, "Service Operational");
  private static final Answer NOT_FOUND = new Answer(404, AT_ONCE, "Resource not found");

  static Optional<ApiManagement> at(String host) {
    String name = Json.lower(host);
    return name.endsWith(DOMAIN) && name.length() > DOMAIN.length()
        ? Optional.of(new ApiManagement(name))
        : Optional.empty();
  }

  /** One of the addresses that are reserved for examples (RFC 5737), the same in every run. */
  @Override
  public String address() {
    return "192.0.2." + (1 + Math.floorMod(name.hashCode(), 254));
  }

  @Override
  public Certificate certificate(String host) {
    return new Certificate(List.of("*" + DOMAIN), false, true);
  }

  @Override
  public boolean knows(String host) {
    return name.equalsIgnoreCase(host);
  }

  @Override
  public Answer answer(
      Caller caller, boolean tls, String host, String path, Optional<WebServer> own) {
    if (!knows(host)) {
      return NOT_FOUND;
    }
    Answer otherwise = path.equals(STATUS) ? ALIVE : NOT_FOUND;
    return own.flatMap(server -> server.special(host, path)).orElse(otherwise);
  }
}
