package io.gatewayresponder.functions;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.gatewayresponder.workflow.Reconcile.Report;
import java.util.logging.Logger;

/**
 * Picks up what fell: effects that are still to happen, incidents that stand still, alerts that
 * never arrived.
 */
public final class Reconcile {
  private final io.gatewayresponder.workflow.Reconcile reconcile;

  public Reconcile(io.gatewayresponder.workflow.Reconcile reconcile) {
    this.reconcile = reconcile;
  }

  @FunctionName("Reconcile")
  public void reconcile(
      @TimerTrigger(name = "timer", schedule = "%RESPONDER_RECONCILE_SCHEDULE%") String timer,
      ExecutionContext context) {
    Report report = reconcile.run();
    Logger log = context.getLogger();
    if (report.nudged() + report.taken() > 0) {
      log.info(
          () ->
              report.nudged()
                  + " standing incidents were asked again, "
                  + report.taken()
                  + " missed alerts were taken in");
    }
    report.problems().forEach(log::warning);
  }
}
