package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;

/**
 * Where a person looks for the change that left the gateway in a failed state. The gateway's
 * document does not say what failed; the activity log does.
 */
final class FindFailedChange implements Resolution {
  @Override
  public Family family() {
    return Family.G;
  }

  @Override
  public String name() {
    return "FindFailedChange";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight
        .gateway()
        .asFound()
        .filter(gateway -> gateway.isProvisioning("Failed"))
        .map(gateway -> List.of(option(sight)))
        .orElse(List.of());
  }

  private Option option(Sight sight) {
    String gatewayName = sight.gatewayId().name();
    return Option.guiding(
        name() + ":" + gatewayName,
        name(),
        family(),
        "Find the change of " + gatewayName + " that failed, and take it back",
        "If applying the configuration again fails as well, the configuration itself is wrong.",
        List.of(
            "az monitor activity-log list --resource-id '"
                + sight.gatewayId()
                + "' --status Failed --offset 7d --query"
                + " \"[].{at:eventTimestamp,what:operationName.value,who:caller,"
                + "message:properties.statusMessage}\"",
            "Start from the first failed event, not from the last: the later ones repeat it.",
            "The usual reasons are a Key Vault certificate that the gateway's identity may not"
                + " read, and a subnet, certificate or address that was removed while in use.",
            "Where the configuration is sound and the state stays Failed, open a support request"
                + " with Azure."));
  }
}
