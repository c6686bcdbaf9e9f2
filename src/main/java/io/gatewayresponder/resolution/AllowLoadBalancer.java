package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.ManagementPath;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;

/**
 * Lets the platform's prober (AzureLoadBalancer) reach the gateway's instances, where it alone is
 * kept out. With the control plane kept out too, {@link AllowManagementPorts} lets both in.
 */
final class AllowLoadBalancer implements Resolution {
  @Override
  public Family family() {
    return Family.C;
  }

  @Override
  public String name() {
    return "AllowLoadBalancer";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    if (PlatformAllow.path(sight).filter(ManagementPath::keepsGatewayManagerOut).isPresent()) {
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
            "Let Azure probe the instances of %s: allow AzureLoadBalancer in %s"
                .formatted(sight.gatewayId().name(), group))
        .why(PlatformWords.sentences(plan))
        .recommended(true)
        .changes(plan.changes())
        .sideEffects(
            List.of(
                "The gateway's subnet opens for the platform's prober, one address of Azure's own;"
                    + " everybody else stays out as before."))
        .guidance(PlatformWords.notJudged(plan))
        .cures(causes, sight)
        .recovery(PlatformWords.RECOVERY)
        .done();
  }
}
