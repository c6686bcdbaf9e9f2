package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.ManagementPath;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;

/**
 * Lets Azure's control plane (GatewayManager) reach the gateway's instances on its range of ports,
 * and the platform's prober with it where that is kept out as well. A network-isolated gateway is
 * managed from inside and needs no such rule.
 */
final class AllowManagementPorts implements Resolution {
  @Override
  public Family family() {
    return Family.C;
  }

  @Override
  public String name() {
    return "AllowManagementPorts";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    if (PlatformAllow.path(sight).filter(ManagementPath::keepsGatewayManagerOut).isEmpty()) {
      return List.of();
    }
    return PlatformAllow.plan(sight)
        .map(plan -> List.of(option(plan, causes, sight)))
        .orElse(List.of());
  }

  private Option option(PlatformAllow.Plan plan, List<Finding> causes, Sight sight) {
    String group = plan.cleared().get(0).group().name();
    return Option.draft(
            this,
            PlatformWords.places(plan),
            "Let Azure manage %s: allow %s in %s"
                .formatted(sight.gatewayId().name(), PlatformWords.services(plan), group))
        .why(PlatformWords.sentences(plan))
        .recommended(true)
        .changes(plan.changes())
        .sideEffects(
            List.of(
                "Ports "
                    + plan.afterwards().ports()
                    + " open for the addresses of the service tag GatewayManager, which are Azure's"
                    + " own; everybody else stays out as before."))
        .guidance(PlatformWords.notJudged(plan))
        .cures(causes, sight)
        .recovery(PlatformWords.RECOVERY)
        .done();
  }
}
