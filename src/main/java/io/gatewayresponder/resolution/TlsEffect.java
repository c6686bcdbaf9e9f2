package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.TlsFault;
import io.gatewayresponder.resolution.ShownServers.Shown;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a plan would make of the servers' TLS, by the very code that found it wrong.
 *
 * @param heals true when no server has any more what the plan is meant against
 * @param harmed servers that the gateway would refuse for what it does not refuse them for now
 * @param doubtful servers that are healthy now and could not be seen, so that the plan may harm
 *     them
 * @param left what would still be wrong with the servers that the plan is about
 */
record TlsEffect(boolean heals, List<String> harmed, List<String> doubtful, Set<TlsFault> left) {

  /**
   * @param before what stands now, of every pair that the plan touches
   * @param after what the same servers would be then
   * @param meant what the plan is meant against
   * @param now for what the last probes said
   */
  static TlsEffect of(ShownServers before, ShownServers after, Set<TlsFault> meant, Sight now) {
    boolean heals = true;
    EnumSet<TlsFault> left = EnumSet.noneOf(TlsFault.class);
    Set<String> harmed = new LinkedHashSet<>();
    for (Shown then : after.shown()) {
      EnumSet<TlsFault> known = EnumSet.noneOf(TlsFault.class);
      boolean judgedBefore = false;
      for (Shown one : before.shown()) {
        if (one.isSameAs(then)) {
          known.addAll(one.judgement().faults());
          judgedBefore = true;
        }
      }
      if (then.hasAny(meant)) {
        heals = false;
      }
      left.addAll(then.judgement().faults());
      // A server that fails now has nothing to lose by what it was not judged by before.
      boolean mayLose = judgedBefore || PairServers.isHealthy(then.pair(), then.server(), now);
      if (mayLose && !known.containsAll(then.judgement().faults())) {
        harmed.add(then.place());
      }
    }
    return new TlsEffect(heals, List.copyOf(harmed), doubtful(after, now), left);
  }

  private static List<String> doubtful(ShownServers after, Sight now) {
    return after.unseen().stream()
        .filter(one -> PairServers.isHealthy(one.pair(), one.server(), now))
        .map(ShownServers.Unseen::server)
        .distinct()
        .toList();
  }

  boolean sparesOthers() {
    return harmed.isEmpty() && doubtful.isEmpty();
  }
}
