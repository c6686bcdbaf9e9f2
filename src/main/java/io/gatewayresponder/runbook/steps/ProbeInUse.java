package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.AddressRange;
import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.EffectiveProbe;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ProbeLog;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The probe of a pair, and what it met at the servers in question.
 *
 * @param pair the pool and the setting
 * @param probe what is asked
 * @param servers the failing servers; empty where health could not be read
 * @param settingPort the setting's own port: the probe may have another
 * @param wantsCustom true when the setting names a custom probe, whether or not it exists
 * @param speaksTls true when plain HTTP was refused with 400 on a port that was seen to speak TLS
 * @param isAppService true when App Service answered 403
 */
record ProbeInUse(
    Subject.Pair pair,
    EffectiveProbe probe,
    List<ServerHealth> servers,
    int settingPort,
    boolean wantsCustom,
    boolean speaksTls,
    boolean isAppService) {
  /** What servers answer to plain HTTP on a port for TLS. */
  private static final int BAD_REQUEST = 400;

  private static final ProbeLog NO_LOG = new ProbeLog("");

  private static final int CLIENT_ERRORS_FROM = 400;
  private static final int CLIENT_ERRORS_TO = 499;
  private static final int FORBIDDEN = 403;

  static Look<ProbeInUse> look(Sight sight, Subject subject) {
    Subject.Pair pair =
        subject
            .asPair()
            .orElseThrow(() -> new IllegalArgumentException("a probe belongs to a pair"));
    List<ServerHealth> servers =
        sight
            .backendHealth()
            .map((BackendHealth health) -> FailingPairs.servers(health, subject))
            .asFound()
            .orElseGet(List::of);
    return sight
        .gateway()
        .flatMap(gateway -> of(gateway, pair, servers))
        .map(
            seen ->
                new ProbeInUse(
                    pair,
                    seen.probe(),
                    servers,
                    seen.settingPort(),
                    seen.wantsCustom(),
                    seen.speaksTls(sight),
                    seen.isAppService(sight)));
  }

  /** A handshake is tried only where the answer suggests that one was expected. */
  private boolean speaksTls(Sight sight) {
    return !probe.isEncrypted()
        && wasAnswered(BAD_REQUEST, BAD_REQUEST)
        && sight
            .handshake(servers.get(0).address(), probe.port(), "")
            .map(shown -> !shown.chain().isEmpty())
            .asFound()
            .orElse(false);
  }

  /** An app may stand in the pool by a domain of its own; then the apps themselves are asked. */
  private boolean isAppService(Sight sight) {
    if (!wasAnswered(FORBIDDEN, FORBIDDEN)) {
      return false;
    }
    return belongsTo(BackEndKind.APP_SERVICE)
        || servers.stream()
            .map(ServerHealth::address)
            .filter(server -> AddressRange.find(server).isEmpty())
            .anyMatch(
                server -> sight.webApps().asFound().flatMap(apps -> apps.at(server)).isPresent());
  }

  private static Look<ProbeInUse> of(
      Gateway gateway, Subject.Pair pair, List<ServerHealth> servers) {
    return gateway
        .setting(pair.setting())
        .flatMap(
            setting ->
                gateway
                    .effectiveProbe(pair.setting())
                    .<Look<ProbeInUse>>map(
                        probe ->
                            Look.found(
                                new ProbeInUse(
                                    pair,
                                    probe,
                                    servers,
                                    setting.port(),
                                    setting.probeName().isPresent(),
                                    false,
                                    false))))
        .orElseGet(
            () ->
                new Look.Unreadable<>(
                    Look.Why.NOT_FOUND,
                    "setting " + pair.setting() + " in the gateway's document",
                    ""));
  }

  boolean isDefault() {
    return !wantsCustom;
  }

  boolean namesMissingProbe() {
    return wantsCustom && !probe.isCustom();
  }

  /** What the failing servers' probes met; all alike, for each way of failing has its own walk. */
  ProbeLog log() {
    return servers.isEmpty() ? NO_LOG : servers.get(0).probeLog();
  }

  boolean met(ProbeLog.Kind kind) {
    return log().kind() == kind;
  }

  boolean noAnswerCame() {
    return met(ProbeLog.Kind.TIMEOUT) || met(ProbeLog.Kind.TCP_CONNECT);
  }

  boolean metCertificateTrouble() {
    return log().isAboutCertificates();
  }

  boolean wasAnswered(int from, int to) {
    OptionalInt status = log().receivedStatus();
    return met(ProbeLog.Kind.STATUS_MISMATCH)
        && status.isPresent()
        && status.getAsInt() >= from
        && status.getAsInt() <= to;
  }

  /**
   * True when API Management refused what it was asked. Other failures, such as no connection, are
   * not the path's.
   */
  boolean missesApiManagementPath() {
    return belongsTo(BackEndKind.API_MANAGEMENT)
        && !probe.path().equals(BackEndKind.API_MANAGEMENT_STATUS_PATH)
        && wasAnswered(CLIENT_ERRORS_FROM, CLIENT_ERRORS_TO);
  }

  private boolean belongsTo(BackEndKind kind) {
    return kind.owns(probe.host())
        || servers.stream().map(ServerHealth::address).anyMatch(kind::owns);
  }

  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("pool", pair.pool());
    facts.put("setting", pair.setting());
    facts.put("probe", probe.custom().orElse("default"));
    facts.put("protocol", probe.protocol());
    facts.put("host", probe.host());
    facts.put("path", probe.path());
    facts.put("port", Integer.toString(probe.port()));
    facts.put("timeoutSeconds", Integer.toString(probe.timeoutSeconds()));
    facts.put("expected", String.join(", ", probe.statusCodes()));
    if (!servers.isEmpty()) {
      facts.put("server", String.join(", ", servers.stream().map(ServerHealth::address).toList()));
      facts.put("probeLog", log().text());
      facts.put("probeLogKind", log().kind().name());
    }
    if (belongsTo(BackEndKind.API_MANAGEMENT)) {
      facts.put("apiManagementPath", BackEndKind.API_MANAGEMENT_STATUS_PATH);
    }
    log().receivedStatus().ifPresent(status -> facts.put("received", Integer.toString(status)));
    return facts;
  }
}
