package io.gatewayresponder.runbook;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import java.util.ArrayList;
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

  private final Runbook runbook;
  private final Sight sight;
  private final List<List<Finding>> walks = new ArrayList<>();
  private final Set<String> couldNotCheck = new LinkedHashSet<>();

  Walk(Runbook runbook, Sight sight) {
    this.runbook = runbook;
    this.sight = sight;
  }

  List<List<Finding>> walks() {
    return List.copyOf(walks);
  }

  List<String> couldNotCheck() {
    return List.copyOf(couldNotCheck);
  }

  void from(String first, Subject subject) {
    go(List.of(), first, subject);
  }

  private void go(List<Finding> path, String id, Subject subject) {
    Optional<Step<?>> step = runbook.step(id);
    if (step.isEmpty() || hasBeen(path, step.get(), subject)) {
      end(path);
      return;
    }
    for (Finding finding : take(step.get(), subject)) {
      List<Finding> longer = new ArrayList<>(path);
      longer.add(finding);
      follow(List.copyOf(longer), finding);
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

  private <E> List<Finding> take(Step<E> step, Subject subject) {
    Look<E> look = step.look(sight, subject);
    Table<E> table = step.table();
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

  /** The bound of every cycle: no step is taken twice about the same thing. */
  private static boolean hasBeen(List<Finding> path, Step<?> step, Subject subject) {
    Set<String> rows = new LinkedHashSet<>();
    step.table().rows().forEach(row -> rows.add(row.id()));
    return path.stream()
        .anyMatch(found -> rows.contains(found.row()) && found.subject().equals(subject));
  }

  private void end(List<Finding> path) {
    if (walks.size() < MOST_WALKS) {
      walks.add(path);
    } else {
      couldNotCheck.add("more than " + MOST_WALKS + " pairs fail; the others were not walked");
    }
  }
}
