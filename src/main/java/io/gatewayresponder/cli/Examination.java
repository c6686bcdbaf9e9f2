package io.gatewayresponder.cli;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.incident.Conclusion;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.Resolutions;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.steps.Guide;
import io.gatewayresponder.workflow.Conclusions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Walks the runbook and plans, as a triage does, and keeps the time. */
final class Examination {
  private final Clock clock;
  private final Instant began;

  /** Begins now. */
  Examination(Clock clock) {
    this.clock = clock;
    this.began = clock.instant();
  }

  Examined of(Sight sight, String source, List<String> notes) {
    return of(sight, source, false, notes);
  }

  Examined ofSnapshot(Sight sight, String source, List<String> notes) {
    return of(sight, "the snapshot " + source, true, notes);
  }

  private Examined of(Sight sight, String source, boolean snapshot, List<String> notes) {
    Diagnosis diagnosis = Guide.runbook().diagnose(sight);
    List<Option> options = Resolutions.all().options(diagnosis, sight);
    Conclusion conclusion =
        Conclusions.of(diagnosis, options.stream().map(Conclusions::proposal).toList());
    return new Examined(
        sight.gatewayId(),
        source,
        snapshot,
        notes,
        diagnosis,
        conclusion,
        options,
        sight.glances(),
        began,
        clock.millis() - began.toEpochMilli());
  }
}
