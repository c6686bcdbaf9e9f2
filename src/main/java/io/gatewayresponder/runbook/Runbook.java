package io.gatewayresponder.runbook;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.incident.Fingerprint;
import io.gatewayresponder.runbook.Diagnosis.Conclusion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Steps that lead to one another, the first one first. Knows no particular step: it walks from row
 * to row, once for each failing pair, and says what the walks came to.
 */
public final class Runbook {
  private final Map<String, Step<?>> steps = new LinkedHashMap<>();
  private final Map<String, String> notBuilt;
  private final Function<Sight, List<Subject>> failing;

  /**
   * @param notBuilt steps that rows lead to and that this version leaves to a person: what they
   *     examine, by id
   * @param failing what a walk is repeated for; from the same sight that the steps look through
   */
  public Runbook(
      List<Step<?>> steps, Map<String, String> notBuilt, Function<Sight, List<Subject>> failing) {
    for (Step<?> step : steps) {
      if (this.steps.putIfAbsent(step.table().id(), step) != null) {
        throw new IllegalArgumentException("two steps have the id " + step.table().id());
      }
    }
    this.notBuilt = notBuilt;
    this.failing = failing;
  }

  public List<Step<?>> steps() {
    return List.copyOf(steps.values());
  }

  public Map<String, String> notBuilt() {
    return notBuilt;
  }

  Optional<Step<?>> step(String id) {
    return Optional.ofNullable(steps.get(id));
  }

  List<Subject> failing(Sight sight) {
    return failing.apply(sight);
  }

  /** Walks the whole runbook, read-only. */
  public Diagnosis diagnose(Sight sight) {
    Walk walk = new Walk(this, sight);
    walk.from(steps().get(0).table().id(), new Subject.WholeGateway());
    List<Finding> causes = Causes.of(walk.walks());
    return new Diagnosis(
        conclude(walk.walks(), causes),
        walk.walks(),
        causes,
        walk.couldNotCheck(),
        fingerprint(sight, walk.walks(), causes));
  }

  /** A cause outweighs waiting, and waiting outweighs giving up. */
  private Conclusion conclude(List<List<Finding>> walks, List<Finding> causes) {
    if (!causes.isEmpty()) {
      return new Conclusion.CauseFound();
    }
    List<Next> ends = walks.stream().map(walk -> walk.get(walk.size() - 1).next()).toList();
    return ends.stream()
        .filter(Next.LookAgain.class::isInstance)
        .map(Next.LookAgain.class::cast)
        .findFirst()
        .<Conclusion>map(again -> new Conclusion.LookAgain(again.after(), again.why()))
        .orElseGet(
            () ->
                new Conclusion.Inconclusive(
                    String.join(" ", ends.stream().map(this::sentence).distinct().toList())));
  }

  private String sentence(Next end) {
    if (end instanceof Next.Escalate escalate) {
      return escalate.why();
    }
    if (end instanceof Next.GoTo goTo && notBuilt.containsKey(goTo.step())) {
      return "This version ends here; a person continues with step %s: %s."
          .formatted(goTo.step(), notBuilt.get(goTo.step()));
    }
    if (end instanceof Next.ForEachFailingPair) {
      return "Nothing was found that a walk could go on with.";
    }
    return "The walk came back to where it had been; a person continues.";
  }

  private static Fingerprint fingerprint(
      Sight sight, List<List<Finding>> walks, List<Finding> causes) {
    List<Finding> telling =
        causes.isEmpty() ? walks.stream().map(walk -> walk.get(walk.size() - 1)).toList() : causes;
    return Fingerprint.of(
        sight.gateway().map(Gateway::generation).asFound().map(Enum::name).orElse("unknown"),
        telling.stream()
            .map(finding -> new Fingerprint.Feature(finding.row(), finding.subject().role()))
            .toList(),
        sight.gatewayId());
  }
}
