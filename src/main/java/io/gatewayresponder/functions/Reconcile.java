package io.gatewayresponder.functions;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;

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
      @TimerTrigger(name = "timer", schedule = "%RESPONDER_RECONCILE_SCHEDULE%") String timer) {
    reconcile.run();
  }
}
