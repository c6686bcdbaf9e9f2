package io.gatewayresponder.workflow;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Diagnosis;

/** Walks the runbook. Pure: the same sight gives the same diagnosis. */
@FunctionalInterface
public interface Diagnoser {
  Diagnosis diagnose(Sight sight);
}
