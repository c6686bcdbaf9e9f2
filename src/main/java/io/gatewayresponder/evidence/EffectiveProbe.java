package io.gatewayresponder.evidence;

import java.util.List;
import java.util.Optional;

/**
 * What the gateway really asks the servers behind a setting, whether a custom probe says so or the
 * default one is used.
 *
 * @param custom the custom probe's name; nothing for the default probe
 * @param protocol Http, Https, Tcp or Tls
 * @param host empty where the server's own address or name is used
 * @param port the port that is probed: the probe's own, or else the setting's
 * @param statusCodes what counts as healthy, as codes and ranges
 * @param body what the answer has to contain; empty for anything
 */
public record EffectiveProbe(
    Optional<String> custom,
    String protocol,
    String host,
    String path,
    int port,
    int intervalSeconds,
    int timeoutSeconds,
    int unhealthyThreshold,
    List<String> statusCodes,
    String body) {
  /** The documented default probe: every 30 s, within 30 s, three failures, 200 to 399. */
  private static final int DEFAULT_SECONDS = 30;

  private static final int DEFAULT_THRESHOLD = 3;
  private static final List<String> DEFAULT_STATUS_CODES = List.of("200-399");

  /** The default probe asks for this host unless the setting (second generation) names one. */
  private static final String DEFAULT_HOST = "127.0.0.1";

  public boolean isCustom() {
    return custom.isPresent();
  }

  public boolean isEncrypted() {
    return protocol.equalsIgnoreCase("Https") || protocol.equalsIgnoreCase("Tls");
  }

  /** True when an answer with this status counts as healthy. */
  public boolean accepts(int status) {
    return statusCodes.stream().anyMatch(range -> PortRange.of(range).contains(status));
  }

  static EffectiveProbe of(
      BackendSetting setting, Optional<HealthProbe> custom, Gateway.Generation generation) {
    if (custom.isEmpty()) {
      return byDefault(setting, generation);
    }
    HealthProbe probe = custom.get();
    List<String> statusCodes = probe.statusCodes();
    return new EffectiveProbe(
        Optional.of(probe.name()),
        probe.protocol().isEmpty() ? setting.protocol() : probe.protocol(),
        probe.picksHostFromSetting() ? settingHost(setting) : probe.host(),
        probe.path().isEmpty() ? "/" : probe.path(),
        probe.port().orElse(setting.port()),
        ArmDocument.number(probe.document(), "interval", DEFAULT_SECONDS),
        ArmDocument.number(probe.document(), "timeout", DEFAULT_SECONDS),
        ArmDocument.number(probe.document(), "unhealthyThreshold", DEFAULT_THRESHOLD),
        statusCodes.isEmpty() ? DEFAULT_STATUS_CODES : statusCodes,
        probe.body());
  }

  private static EffectiveProbe byDefault(BackendSetting setting, Gateway.Generation generation) {
    boolean named = !setting.hostName().isEmpty() || setting.picksHostFromServer();
    return new EffectiveProbe(
        Optional.empty(),
        setting.protocol(),
        generation == Gateway.Generation.V2 && named ? settingHost(setting) : DEFAULT_HOST,
        "/",
        setting.port(),
        DEFAULT_SECONDS,
        DEFAULT_SECONDS,
        DEFAULT_THRESHOLD,
        DEFAULT_STATUS_CODES,
        "");
  }

  private static String settingHost(BackendSetting setting) {
    return setting.picksHostFromServer() ? "" : setting.hostName();
  }
}
