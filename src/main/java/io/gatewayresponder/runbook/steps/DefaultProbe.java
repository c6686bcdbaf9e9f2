package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ManagementPath;
import io.gatewayresponder.evidence.ProbeLog.Kind;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the default probe met, and for the first generation, where the answer does not explain the
 * health, whether the gateway can be managed.
 *
 * @param management nothing where it is not asked for
 */
record DefaultProbe(
    ProbeInUse probe, Gateway.Generation generation, Optional<ManagementPath> management) {

  static Look<DefaultProbe> look(Sight sight, Subject subject) {
    return sight
        .gateway()
        .flatMap(
            gateway -> ProbeInUse.look(sight, subject).map(probe -> of(sight, gateway, probe)));
  }

  private static DefaultProbe of(Sight sight, Gateway gateway, ProbeInUse probe) {
    boolean asks =
        gateway.generation() == Gateway.Generation.V1
            && (probe.met(Kind.SUCCESS) || probe.met(Kind.HEALTH_NOT_RETRIEVED));
    return new DefaultProbe(
        probe,
        gateway.generation(),
        asks ? Optional.of(ManagementPath.look(sight, gateway)) : Optional.empty());
  }

  boolean isKeptFromManagement() {
    return management.map(ManagementPath::isRefused).orElse(false);
  }

  boolean wasAnsweredWell() {
    return probe.met(Kind.SUCCESS);
  }

  boolean isSecondGenerationAnsweredWell() {
    return generation == Gateway.Generation.V2 && wasAnsweredWell();
  }

  /** The probe's facts, and the rule that keeps the platform out where one does. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>(probe.facts());
    facts.put("generation", generation.name());
    management
        .filter(ManagementPath::isRefused)
        .ifPresent(path -> facts.putAll(ManagementStep.facts(path)));
    return facts;
  }

  List<String> couldNotCheck() {
    return management.map(ManagementStep::couldNotCheck).orElse(List.of());
  }
}
