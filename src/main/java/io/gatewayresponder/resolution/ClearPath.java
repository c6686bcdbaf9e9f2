package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the changes that open the path for all causes, one refusal after the other. A rule often
 * hides another: on its way a connection meets the group of the gateway's subnet, of the back end's
 * subnet and of its interface, and behind a Deny stands the next one. So after each change the path
 * is judged again, as it would be then.
 */
final class ClearPath {
  /** Far more groups and ports than one gateway's pools have; keeps a mistake from going on. */
  private static final int MOST_CHANGES = 50;

  /** What clears some of the refusals. */
  interface Step {
    /**
     * One change that answers the first refusal.
     *
     * @param refusals all that stand now; not empty
     * @param then what would be seen with the changes so far
     */
    Plan next(List<Refusal> refusals, Sight then);
  }

  /** What came of planning. */
  sealed interface Plan {
    /** These changes, which together leave no refusal. */
    record Writes(List<Change> changes, List<Refusal> cleared) implements Plan {}

    /** It cannot be done this way. */
    record Impossible(String why) implements Plan {}

    /** The writes, where there are any. */
    default Optional<Writes> asWrites() {
      return this instanceof Writes writes && !writes.changes().isEmpty()
          ? Optional.of(writes)
          : Optional.empty();
    }
  }

  private ClearPath() {}

  static Plan plan(List<Finding> causes, Sight sight, Step step) {
    List<Change> changes = new ArrayList<>();
    List<Refusal> cleared = new ArrayList<>();
    while (changes.size() < MOST_CHANGES) {
      Sight then = new SightAfter(sight, changes);
      List<Refusal> refusals = Refusals.of(causes, then);
      if (refusals.isEmpty()) {
        return new Plan.Writes(List.copyOf(changes), List.copyOf(cleared));
      }
      Plan next = step.next(refusals, then);
      if (!(next instanceof Plan.Writes writes)) {
        return next;
      }
      if (writes.changes().stream().anyMatch(change -> isWritten(change, changes))) {
        return new Plan.Impossible("one rule would have to be written twice");
      }
      changes.addAll(writes.changes());
      cleared.addAll(writes.cleared());
    }
    return new Plan.Impossible("it would take more than " + MOST_CHANGES + " changes");
  }

  private static boolean isWritten(Change change, List<Change> changes) {
    return changes.stream().anyMatch(other -> other.resourceId().equals(change.resourceId()));
  }
}
