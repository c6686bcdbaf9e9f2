package io.gatewayresponder.azure;

import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.workflow.Ports;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * Opens sights: with the reading identity to diagnose, with the writing one to compare before a
 * write.
 */
final class ArmSights implements Ports.Sights {
  /** What one identity reads by. */
  record Reader(ArmCalls calls, MetricsLook metrics, LogsLook logs, TlsLook tls) {}

  private final Lazy<Reader> triage;
  private final Lazy<Reader> resolution;
  private final Executor executor;
  private final Clock clock;

  ArmSights(Lazy<Reader> triage, Lazy<Reader> resolution, Executor executor, Clock clock) {
    this.triage = triage;
    this.resolution = resolution;
    this.executor = executor;
    this.clock = clock;
  }

  @Override
  public Sight forTriage(ResourceId gateway) {
    return ArmSight.forDiagnosis(gateway, triage.get(), executor, clock);
  }

  @Override
  public Sight forVerification(ResourceId gateway) {
    return ArmSight.lazily(gateway, triage.get(), executor, clock);
  }

  @Override
  public Sight forExecution(ResourceId gateway) {
    return ArmSight.lazily(gateway, resolution.get(), executor, clock);
  }
}
