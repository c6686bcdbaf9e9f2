package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.runbook.Runbook;
import io.gatewayresponder.runbook.Step;
import java.util.List;

/** The steps of the guide, in its order: the runbook that is walked when an alert fires. */
public final class Guide {
  /** The row that says that the gateway reaches every back end. */
  static final String BACK_ENDS_HEALTHY = "1b.1";

  /**
   * The steps that ask about things of their own: whichever fault is found first, the others are
   * asked about as well.
   */
  private static final List<String> ALSO_ASKED = List.of("1b", "1b-1", "3", "4", "5", "6a");

  private static final List<Step<?>> STEPS =
      List.of(
          new GatewayStateStep(),
          new BackendHealthStep(),
          new ManagementStep(),
          new ProbeChoiceStep(),
          new DefaultProbeStep(),
          new CustomProbeStep(),
          new ProbePathStep(),
          new TlsStep(),
          new RoutingStep(),
          new CapacityStep(),
          new AppServiceStep(),
          new LoggingStep(),
          new AccessLogStep());

  private Guide() {}

  public static Runbook runbook() {
    return new Runbook(STEPS, ALSO_ASKED, FailingPairs::of, DecisionMap.table());
  }
}
