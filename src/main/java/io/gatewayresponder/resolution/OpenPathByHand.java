package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;

/** What a person does where rules refuse the gateway and no Allow can be planned that wins. */
final class OpenPathByHand implements Resolution {
  @Override
  public Family family() {
    return Family.A;
  }

  @Override
  public String name() {
    return "OpenPathByHand";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    List<Refusal> refusals = Refusals.of(causes, sight);
    if (refusals.isEmpty()
        || !(AllowGatewaySubnet.plan(causes, sight) instanceof ClearPath.Plan.Impossible not)) {
      return List.of();
    }
    return List.of(
        Option.guiding(
            name() + ":" + RefusalWords.places(refusals),
            name(),
            family(),
            "Make room for the gateway in " + RefusalWords.groups(refusals),
            RefusalWords.sentences(refusals) + " An Allow cannot be planned: " + not.why() + ".",
            List.of(
                "Custom rules have the numbers 100 to 4096, each once in a direction, and the lower"
                    + " number wins: renumber the rules so that one below the deciding rule is"
                    + " free.",
                "Then allow TCP from the gateway's subnet to the back ends on port "
                    + RefusalWords.ports(refusals)
                    + " with that number.")));
  }
}
