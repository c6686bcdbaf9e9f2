package io.gatewayresponder.runbook;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One passage through a runbook; it branches where rows fan out or count side by side. */
final class Walk {
  /**
   * A gateway can have a hundred pairs; what fails in the first fifty is more than a person reads,
   * and the rest is said to be left.
   */
  static final int MOST_WALKS = 50;

  /** A question about a subject: asked once in a diagnosis, whichever walk comes first. */
  private record Asked(String step, Subject subject) {}

  private final Runbook runbook;
  private final Sight sight;
  private final Set<Asked> asked = new HashSet<>();
  private final Set<String> couldNotCheck = new LinkedHashSet<>();
  private List<List<Finding>> walks = new ArrayList<>();

  Walk(Runbook runbook, Sight sight) {
    this.runbook = runbook;
    this.sight = sight;
  }

  List<String> couldNotCheck() {
    return List.copyOf(couldNotCheck);
  }

  boolean hasTaken(String step) {
    return asked.stream().anyMatch(one -> one.step().equals(step));
  }

  /** The walks that begin at a step; they go only where no earlier one has been. */
  List<List<Finding>> from(String first, Subject subject) {
    walks = new ArrayList<>();
    go(List.of(), first, subject);
    return List.copyOf(walks);
  }

  private void go(List<Finding> path, String id, Subject given) {
    Optional<Runbook.Asking<?>> asking = runbook.step(id);
    if (asking.isEmpty()) {
      end(path);
      return;
    }
    boolean joined = true;
    for (Subject subject : asking.get().step().subjects(sight, given)) {
      if (asked.add(new Asked(id, subject))) {
        joined = false;
        for (Finding finding : take(asking.get(), subject)) {
          List<Finding> longer = new ArrayList<>(path);
          longer.add(finding);
          follow(List.copyOf(longer), finding);
        }
      }
    }
    if (joined) {
      end(path);
    }
  }

  private void follow(List<Finding> path, Finding last) {
    if (last.next() instanceof Next.GoTo goTo) {
      go(path, goTo.step(), last.subject());
    } else if (last.next() instanceof Next.ForEachFailingPair each) {
      List<Subject> subjects = runbook.failing(sight);
      if (subjects.isEmpty()) {
        end(path);
      }
      subjects.forEach(subject -> go(path, each.step(), subject));
    } else {
      end(path);
    }
  }

  private <E> List<Finding> take(Runbook.Asking<E> asking, Subject subject) {
    Look<E> look = asking.step().look(sight, subject);
    Table<E> table = asking.table();
    if (look instanceof Look.Unreadable<E> unreadable) {
      couldNotCheck.add(unreadable.sentence());
    }
    look.asFound()
        .ifPresent(evidence -> couldNotCheck.addAll(table.couldNotCheck().apply(evidence)));
    Map<String, String> facts = look.asFound().map(table.facts()).orElse(Map.of());
    return table.match(look).stream()
        .map(row -> new Finding(row.id(), subject, row.seen(), row.means(), row.next(), facts))
        .toList();
  }

  private void end(List<Finding> path) {
    if (walks.size() < MOST_WALKS) {
      walks.add(path);
    } else {
      couldNotCheck.add("more than " + MOST_WALKS + " pairs fail; the others were not walked");
    }
  }
}
