package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.BackendPool;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.List;

/** The pools of a gateway that have no servers. */
final class EmptyPools {
  private EmptyPools() {}

  /** Those that a rule uses: requests for them have nowhere to go. */
  static List<String> used(Gateway gateway) {
    return empty(gateway).stream().filter(gateway::uses).toList();
  }

  /** Those that no rule uses: they do no harm. */
  static List<String> unused(Gateway gateway) {
    return empty(gateway).stream().filter(pool -> !gateway.uses(pool)).toList();
  }

  /** True where every pool that a rule uses has servers. */
  static boolean areFilled(Sight sight) {
    return sight.gateway().asFound().filter(gateway -> used(gateway).isEmpty()).isPresent();
  }

  private static List<String> empty(Gateway gateway) {
    return gateway.pools().stream().filter(BackendPool::isEmpty).map(BackendPool::name).toList();
  }

  /**
   * What an option about one pool cures. The runbook has one cause for all empty pools, which is
   * gone only when none is left; until then it is the servers of this pool that have to be healthy.
   *
   * @param then what would be seen afterwards
   */
  static List<Finding> cured(List<Finding> causes, String pool, Sight then) {
    return areFilled(then)
        ? causes
        : causes.stream().map(cause -> cause.about(new Subject.Pool(pool))).toList();
  }
}
