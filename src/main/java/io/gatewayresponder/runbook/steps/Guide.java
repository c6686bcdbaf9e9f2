package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.runbook.Runbook;
import io.gatewayresponder.runbook.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps of the guide, in its order: the runbook that is walked when an alert fires. */
public final class Guide {
  /** The row that says that the gateway reaches every back end. */
  static final String BACK_ENDS_HEALTHY = "1b.1";

  /**
   * The steps that ask about things of their own: whichever fault is found first, the others are
   * asked about as well.
   */
  private static final List<String> ALSO_ASKED = List.of("1b", "3", "4", "5", "6a");

  private static final List<Step<?>> STEPS =
      List.of(
          new GatewayStateStep(),
          new BackendHealthStep(),
          new ManagementStep(),
          new ProbeChoiceStep(),
          new DefaultProbeStep(),
          new CustomProbeStep(),
          new ProbePathStep(),
          new RoutingStep(),
          new CapacityStep(),
          new AppServiceStep(),
          new LoggingStep(),
          new AccessLogStep());

  private Guide() {}

  public static Runbook runbook() {
    List<String> built = STEPS.stream().map(step -> step.table().id()).toList();
    return new Runbook(
        STEPS,
        ALSO_ASKED.stream().filter(built::contains).toList(),
        FailingPairs::of,
        DecisionMap.table());
  }

  /** Steps of the guide that rows lead to and that this version leaves to a person. */
  static Map<String, String> notBuilt() {
    Map<String, String> steps = new LinkedHashMap<>();
    steps.put("2d", "certificates, names and trusted roots of the back end's TLS");
    return steps;
  }
}
