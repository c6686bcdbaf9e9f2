package io.gatewayresponder.runbook.steps;

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
 */
record ProbeInUse(
    Subject.Pair pair,
    EffectiveProbe probe,
    List<ServerHealth> servers,
    int settingPort,
    boolean wantsCustom) {

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
    return sight.gateway().flatMap(gateway -> of(gateway, pair, servers));
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
                                    setting.probeName().isPresent()))))
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
    return servers.isEmpty() ? new ProbeLog("") : servers.get(0).probeLog();
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
    log().receivedStatus().ifPresent(status -> facts.put("received", Integer.toString(status)));
    return facts;
  }
}
