package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;

/**
 * Sends a gateway's configuration again as it was read, so that Azure applies it once more. That
 * clears a failure that was passing; a configuration that is wrong in itself fails again. The body
 * is the document that was read, with every field that we do not know, since what is left out of a
 * PUT is deleted.
 */
final class RerunGoalState implements Resolution {
  @Override
  public Family family() {
    return Family.G;
  }

  @Override
  public String name() {
    return "RerunGoalState";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight) {
    return sight
        .gateway()
        .asFound()
        .filter(gateway -> gateway.isProvisioning("Failed"))
        .map(gateway -> List.of(option(sight, gateway)))
        .orElse(List.of());
  }

  private Option option(Sight sight, Gateway gateway) {
    String gatewayName = sight.gatewayId().name();
    return new Option(
        name() + ":" + gatewayName,
        name(),
        family(),
        "Apply the configuration of " + gatewayName + " again, unchanged",
        "The last change of the gateway failed and may have been left half done.",
        // A stopped gateway is started first: the lesser write.
        !gateway.isOperating("Stopped"),
        Option.Risk.MEDIUM,
        1,
        List.of(
            Change.put(sight.gatewayId(), gateway.document(), Volatile.body(gateway.document()))),
        List.of(),
        List.of(
            "The gateway forgets the addresses that it has resolved: where DNS is out of order, a"
                + " back end that still worked by its last known address is lost.",
            "A stopped gateway is started by this.",
            "It takes minutes, and the gateway accepts no other change meanwhile."),
        List.of(
            "This cannot put right a Key Vault certificate that the gateway may not read, or a"
                + " reference to something that is gone: then it fails again.",
            "Afterwards the provisioning state should be Succeeded and the operational state"
                + " Running."));
  }
}
