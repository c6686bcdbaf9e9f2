package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a stopped gateway. Whether somebody stopped it on purpose cannot be seen in its document,
 * which is one reason why a person decides. There is no undo: what a stop would put back is the
 * fault.
 */
final class StartGateway implements Resolution {
  @Override
  public Family family() {
    return Family.G;
  }

  @Override
  public String name() {
    return "StartGateway";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight
        .gateway()
        .asFound()
        .filter(gateway -> gateway.isOperating("Stopped"))
        .map(gateway -> List.of(option(causes, sight, gateway)))
        .orElse(List.of());
  }

  private Option option(List<Finding> causes, Sight sight, Gateway gateway) {
    String gatewayName = sight.gatewayId().name();
    boolean second = gateway.generation() == Gateway.Generation.V2;
    return Option.draft(this, gatewayName, "Start the gateway " + gatewayName)
        .why("The gateway is stopped and serves nobody.")
        // A v1 gateway may have been stopped for good when its generation was retired.
        .recommended(second)
        .risk(second ? Option.Risk.LOW : Option.Risk.MEDIUM)
        .changes(
            List.of(
                Change.post(sight.gatewayId(), "/start", running("Stopped"), running("Running"))))
        .sideEffects(sideEffects(gateway))
        .guidance(
            List.of(
                "Look in the activity log whether somebody stopped it on purpose: az monitor"
                    + " activity-log list --resource-id '"
                    + sight.gatewayId()
                    + "' --offset 7d"))
        .cures(causes, sight)
        .recovery(
            "A start takes minutes; afterwards the back ends are probed, and each should turn"
                + " healthy within one or two probe intervals.")
        .done();
  }

  private static List<String> sideEffects(Gateway gateway) {
    List<String> sideEffects = new ArrayList<>();
    sideEffects.add("The gateway is billed again from the start on.");
    if (gateway.generation() == Gateway.Generation.V1) {
      sideEffects.add(
          "The public address of a v1 gateway may be another one after a start: DNS names and"
              + " firewall rules that hold the old address stop working.");
    }
    return sideEffects;
  }

  private static ObjectNode running(String operationalState) {
    return JsonNodeFactory.instance.objectNode().put("operationalState", operationalState);
  }
}
