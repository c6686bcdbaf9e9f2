package io.gatewayresponder.lab.fault;

import io.gatewayresponder.lab.fault.Topology.Kind;
import io.gatewayresponder.lab.fault.Topology.Pool;
import io.gatewayresponder.lab.fault.Topology.Probe;
import io.gatewayresponder.lab.fault.Topology.Setting;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Settings in front of App Service and API Management, which tell tenants apart by the host: the
 * host is picked from the server's name, written into the setting, or the client's own.
 */
final class PlatformSettings {
  /** The only path at which API Management answers without a subscription. */
  static final String STATUS_PATH = "/status-0123456789abcdef";

  private final Dice dice;
  private final UnaryOperator<String> name;

  PlatformSettings(Dice dice, UnaryOperator<String> name) {
    this.dice = dice;
    this.name = name;
  }

  Setting of(Pool pool) {
    boolean encrypted = dice.chance(0.8);
    if (pool.kind() == Kind.API_MANAGEMENT) {
      return setting(encrypted, "", true, Optional.of(probe("", STATUS_PATH)));
    }
    boolean alone = pool.servers().size() == 1;
    String itself = pool.servers().get(0).member();
    String path = dice.pick(List.of("/health", "/healthz"));
    return switch (dice.between(1, alone ? 3 : 2)) {
      case 1 -> setting(encrypted, "", true, Optional.of(probe(alone ? itself : "", path)));
      case 2 ->
          setting(
              encrypted,
              "shop-" + pool.name() + ".example",
              false,
              Optional.of(probe(alone && dice.chance(0.5) ? itself : "", path)));
      default -> setting(encrypted, "", false, Optional.of(probe(itself, path)));
    };
  }

  private Setting setting(
      boolean encrypted, String hostName, boolean picksHost, Optional<Probe> probe) {
    return new Setting(
        name.apply(encrypted ? "https" : "http"),
        encrypted ? "Https" : "Http",
        encrypted ? 443 : 80,
        hostName,
        picksHost,
        dice.pick(List.of(20, 60)),
        probe,
        Optional.empty());
  }

  private Probe probe(String host, String path) {
    return new Probe(name.apply("probe"), host, path, dice.pick(List.of(10, 30)), "");
  }
}
