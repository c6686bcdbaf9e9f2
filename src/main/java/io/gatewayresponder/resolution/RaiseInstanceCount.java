package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;

/** Gives a gateway whose number of instances is fixed more of them. */
final class RaiseInstanceCount implements Resolution {
  private final RaiseInstances raise =
      new RaiseInstances(
          this,
          new RaiseInstances.Field("sku", "capacity"),
          "Number of instances",
          "Raise the number of instances",
          "Each further instance is billed for every hour from then on, whether the load needs it"
              + " or not.");

  @Override
  public Family family() {
    return Family.H;
  }

  @Override
  public String name() {
    return "RaiseInstanceCount";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight
        .gateway()
        .asFound()
        .filter(gateway -> !gateway.autoscales())
        .map(gateway -> raise.options(causes, sight, gateway, answers))
        .orElse(List.of());
  }
}
