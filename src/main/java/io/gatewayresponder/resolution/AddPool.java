package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;

/** Makes a pool on a gateway that has none. What leads to it is the next question. */
final class AddPool implements Resolution {
  @Override
  public Family family() {
    return Family.D;
  }

  @Override
  public String name() {
    return "AddPool";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight.gateway().asFound().stream()
        .filter(gateway -> gateway.pools().isEmpty())
        .map(gateway -> option(gateway, sight, answers))
        .toList();
  }

  private Option option(Gateway gateway, Sight sight, Answers answers) {
    String name = sight.gatewayId().name();
    OptionDraft draft = Option.draft(this, name, "Make a pool of servers on " + name);
    Parameter servers = draft.ask(PoolServers.unknown().asParameter(), answers);
    GatewayEdit edit = GatewayEdit.of(sight, gateway);
    if (servers.isSet()) {
      ObjectNode properties = JsonNodeFactory.instance.objectNode();
      FillPool.extend(properties, servers.value());
      edit.add(Routed.POOLS, edit.freeName(Routed.POOLS, "pool"), properties);
    }
    return draft
        .why("The gateway has no pool.")
        .recommended(true)
        .changes(edit.changes())
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .guidance(
            List.of("No rule leads to the new pool yet: that is proposed once the pool is there."))
        // Until a rule leads to it, a pool mends nothing.
        .recovery("The write takes minutes; the servers are probed once a rule leads to them.")
        .done();
  }
}
