package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.List;

/**
 * Gives a pool other servers in place of addresses that nothing has. Which ones is asked for: that
 * a machine stands in the subnet is no reason to send it requests.
 */
final class ReplaceServers implements Resolution {
  @Override
  public Family family() {
    return Family.D;
  }

  @Override
  public String name() {
    return "ReplaceServers";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return GoneServers.of(causes, sight).stream()
        .map(some -> option(some, sight, answers))
        .toList();
  }

  private Option option(GoneServers some, Sight sight, Answers answers) {
    String pool = some.pool().name();
    OptionDraft draft =
        Option.draft(
            this, pool, "Put other servers in place of " + some.names() + " in pool " + pool);
    Parameter servers = draft.ask(PoolServers.unknown().asParameter(), answers);
    GatewayEdit edit = GatewayEdit.of(sight, some.gateway());
    if (servers.isSet()) {
      edit.edit(
          Routed.POOLS,
          pool,
          document -> {
            TakeOutServers.takeOut(document, some.gone());
            FillPool.extend(document, servers.value());
          });
    }
    return draft
        .why(some.why())
        .recommended(some.left() == 0)
        .changes(edit.changes())
        .sideEffects(List.of("These servers get requests of every rule that leads to this pool."))
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .guidance(GoneServers.guidance())
        .cures(some.causes(), sight)
        .recovery(
            "The write takes minutes; then the servers are probed, and each should turn healthy"
                + " within one or two probe intervals.")
        .done();
  }
}
