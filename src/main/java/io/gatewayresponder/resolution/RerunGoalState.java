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
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight
        .gateway()
        .asFound()
        .filter(gateway -> gateway.isProvisioning("Failed"))
        .map(gateway -> List.of(option(causes, sight, gateway)))
        .orElse(List.of());
  }

  private Option option(List<Finding> causes, Sight sight, Gateway gateway) {
    String gatewayName = sight.gatewayId().name();
    return Option.draft(
            this, gatewayName, "Apply the configuration of " + gatewayName + " again, unchanged")
        .why("The last change of the gateway failed and may have been left half done.")
        // A stopped gateway is started first: the lesser write.
        .recommended(!gateway.isOperating("Stopped"))
        .risk(Option.Risk.MEDIUM)
        .changes(
            List.of(
                Change.put(
                    sight.gatewayId(), gateway.document(), Volatile.body(gateway.document()))))
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .sideEffects(List.of("A stopped gateway is started by this."))
        .guidance(
            List.of(
                "This cannot put right a Key Vault certificate that the gateway may not read, or a"
                    + " reference to something that is gone: then it fails again."))
        .cures(causes, sight)
        .recovery(
            "It takes minutes; afterwards the provisioning state should be Succeeded and the"
                + " operational state Running.")
        .done();
  }
}
