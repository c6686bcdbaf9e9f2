package io.gatewayresponder.runbook;

import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.Look;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the walks came to: what the decision map decides on.
 *
 * @param causes the findings that name a cause, of the walk from the first step and of what else
 *     was looked at
 * @param ends where each walk from the first step ended
 * @param metrics to tell whether requests still fail
 */
public record Results(List<Finding> causes, List<Next> ends, Look<GatewayMetrics> metrics) {
  public boolean anyCause(Predicate<Finding> which) {
    return causes.stream().anyMatch(which);
  }

  /** True when every table was gone through and none named a cause. */
  public boolean passed() {
    return passed(causes, ends);
  }

  static boolean passed(List<Finding> causes, List<Next> ends) {
    return causes.isEmpty()
        && ends.stream().anyMatch(Next.Decide.class::isInstance)
        && ends.stream().noneMatch(Next.Escalate.class::isInstance)
        && ends.stream().noneMatch(Next.LookAgain.class::isInstance);
  }
}
