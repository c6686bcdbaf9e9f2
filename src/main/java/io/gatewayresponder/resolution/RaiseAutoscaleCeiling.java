package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;

/** Lets an autoscaling gateway that is at its maximum have more instances. */
final class RaiseAutoscaleCeiling implements Resolution {
  private final RaiseInstances raise =
      new RaiseInstances(
          this,
          new RaiseInstances.Field("autoscaleConfiguration", "maxCapacity"),
          "Highest number of instances",
          "Raise the autoscale maximum",
          "The instances above today's maximum cost something while the load needs them: each is"
              + " billed by the hour, in capacity units.");

  @Override
  public Family family() {
    return Family.H;
  }

  @Override
  public String name() {
    return "RaiseAutoscaleCeiling";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight
        .gateway()
        .asFound()
        .filter(Gateway::autoscales)
        .map(gateway -> raise.options(causes, sight, gateway, answers))
        .orElse(List.of());
  }
}
