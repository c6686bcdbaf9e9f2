package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;

/**
 * A stopped v1 gateway may be stopped because Azure retired its generation on 28 April 2026. Then
 * no start brings it back, and a person has to move it.
 */
final class LeaveRetiredGeneration implements Resolution {
  @Override
  public Family family() {
    return Family.G;
  }

  @Override
  public String name() {
    return "LeaveRetiredGeneration";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight
        .gateway()
        .asFound()
        .filter(
            gateway ->
                gateway.isOperating("Stopped") && gateway.generation() == Gateway.Generation.V1)
        .map(gateway -> List.of(option(sight)))
        .orElse(List.of());
  }

  private Option option(Sight sight) {
    String gatewayName = sight.gatewayId().name();
    return Option.guiding(
        name() + ":" + gatewayName,
        name(),
        family(),
        "Move " + gatewayName + " to a v2 gateway",
        "It is a v1 gateway. That generation was retired on 28 April 2026: Azure stops its gateways"
            + " and later deletes them, so a start may be refused or may not last.",
        List.of(
            "Look in the activity log who stopped it. Where it was the platform, starting it is no"
                + " way out.",
            "Create a v2 gateway in a subnet of its own from this one's configuration, test it by"
                + " its own address, then move the DNS names over."));
  }
}
