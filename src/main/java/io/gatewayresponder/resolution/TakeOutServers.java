package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.Iterator;
import java.util.List;

/** Takes addresses that nothing has out of a pool that has other servers. */
final class TakeOutServers implements Resolution {
  @Override
  public Family family() {
    return Family.D;
  }

  @Override
  public String name() {
    return "TakeOutServers";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return GoneServers.of(causes, sight).stream()
        .filter(some -> some.left() > 0)
        .map(some -> option(some, sight))
        .toList();
  }

  private Option option(GoneServers some, Sight sight) {
    String pool = some.pool().name();
    GatewayEdit edit =
        GatewayEdit.of(sight, some.gateway())
            .edit(Routed.POOLS, pool, document -> takeOut(document, some.gone()));
    return Option.draft(this, pool, "Take " + some.names() + " out of pool " + pool)
        .why(some.why())
        .recommended(true)
        .changes(edit.changes())
        .sideEffects(
            List.of(
                "The pool keeps %d other server%s: see that they carry the load alone."
                    .formatted(some.left(), some.left() == 1 ? "" : "s")))
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .guidance(GoneServers.guidance())
        .cures(some.causes(), sight)
        .recovery("The write takes minutes; then no server of the pool should be unhealthy.")
        .done();
  }

  static void takeOut(ObjectNode pool, List<String> gone) {
    Iterator<JsonNode> list = pool.withArray("/backendAddresses").iterator();
    while (list.hasNext()) {
      if (gone.contains(list.next().path("ipAddress").asText())) {
        list.remove();
      }
    }
  }
}
