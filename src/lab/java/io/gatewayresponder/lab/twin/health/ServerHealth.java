package io.gatewayresponder.lab.twin.health;

import java.time.Instant;
import java.util.Optional;

/**
 * The probe history of one server in one pairing, as far as it matters: a success makes it healthy
 * at once, as many failures in a row as the threshold says make it unhealthy. Until then a new
 * server is not judged.
 */
record ServerHealth(Verdict verdict, int failures, String log, Optional<Instant> probedAt) {

  enum Verdict {
    NOT_JUDGED("Unknown"),
    UP("Healthy"),
    DOWN("Unhealthy"),
    PARTLY_DOWN("Partial");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    boolean isDown() {
      return this == DOWN || this == PARTLY_DOWN;
    }

    /** As the live service says it; the specification's Up and Down are not what it sends. */
    String word() {
      return word;
    }
  }

  static final ServerHealth NEW = new ServerHealth(Verdict.NOT_JUDGED, 0, "", Optional.empty());

  boolean isDue(Instant now, ProbePlan plan) {
    return probedAt.map(last -> !last.plus(plan.interval()).isAfter(now)).orElse(true);
  }

  ServerHealth after(ProbeResult result, Instant now, ProbePlan plan) {
    if (result.success()) {
      return new ServerHealth(Verdict.UP, 0, result.log(), Optional.of(now));
    }
    int inARow = failures + 1;
    Verdict failed = result.forSome() ? Verdict.PARTLY_DOWN : Verdict.DOWN;
    Verdict next = verdict.isDown() || inARow >= plan.unhealthyThreshold() ? failed : verdict;
    // A server that still counts as healthy keeps the line that says so.
    String shown = next == Verdict.UP ? log : result.log();
    return new ServerHealth(next, inARow, shown, Optional.of(now));
  }
}
