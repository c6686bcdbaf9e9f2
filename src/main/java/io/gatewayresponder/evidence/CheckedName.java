package io.gatewayresponder.evidence;

/**
 * The name by which a gateway judges a server's certificate, and for which it asks in the
 * handshake. An address is never asked for.
 *
 * @param from whose it is: probe, setting or server
 */
public record CheckedName(String name, String from) {
  /**
   * Second generation: the setting's own name for the handshake, else the probe's host, else the
   * setting's, else the server's where the setting picks that. First generation: always the
   * server's as the pool names it.
   */
  public static CheckedName of(Gateway gateway, BackendSetting setting, String server) {
    if (gateway.generation() == Gateway.Generation.V1) {
      return new CheckedName(server, "server");
    }
    if (!setting.handshakeName().isEmpty()) {
      return new CheckedName(setting.handshakeName(), "setting");
    }
    String probe =
        setting
            .probeName()
            .flatMap(gateway::probe)
            .filter(custom -> !custom.picksHostFromSetting())
            .map(HealthProbe::host)
            .orElse("");
    if (!probe.isEmpty()) {
      return new CheckedName(probe, "probe");
    }
    return ofRequests(gateway, setting, server);
  }

  /**
   * The same for clients' requests, which do not know the probe's host. Empty where they go by the
   * host that each client asked for.
   */
  public static CheckedName ofRequests(Gateway gateway, BackendSetting setting, String server) {
    if (gateway.generation() == Gateway.Generation.V1) {
      return new CheckedName(server, "server");
    }
    if (!setting.handshakeName().isEmpty()) {
      return new CheckedName(setting.handshakeName(), "setting");
    }
    return setting.picksHostFromServer()
        ? new CheckedName(server, "server")
        : new CheckedName(setting.hostName(), "setting");
  }

  /** What is asked for in the handshake; empty for nothing. */
  public String asked() {
    return AddressRange.find(name).isPresent() ? "" : name;
  }
}
