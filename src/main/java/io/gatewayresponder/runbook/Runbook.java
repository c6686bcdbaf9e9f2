package io.gatewayresponder.runbook;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.RecentChange;
import io.gatewayresponder.evidence.Remembered;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.incident.Fingerprint;
import io.gatewayresponder.runbook.Diagnosis.Conclusion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Steps that lead to one another, the first one first. Knows no particular step: it walks from row
 * to row, once for each failing pair, looks at what the walk left out, and says what it all came
 * to.
 */
public final class Runbook {
  /** A step with its table, made once: a walk asks a step about many subjects. */
  record Asking<E>(String id, Step<E> step, Table<E> table) {
    static <E> Asking<E> of(Step<E> step) {
      Table<E> table = step.table();
      return new Asking<>(table.id(), step, table);
    }
  }

  private final Map<String, Asking<?>> steps = new LinkedHashMap<>();
  private final List<String> alsoAsked;
  private final Function<Sight, List<Subject>> failing;
  private final Table<Results> map;

  /**
   * @param alsoAsked steps that begin a walk of their own when the walk from the first step did not
   *     come to them: several faults at once are common, and the first one found hides the others
   * @param failing what a walk is repeated for; from the same sight that the steps look through
   * @param map what follows from all that was found
   */
  public Runbook(
      List<Step<?>> steps,
      List<String> alsoAsked,
      Function<Sight, List<Subject>> failing,
      Table<Results> map) {
    for (Step<?> step : steps) {
      Asking<?> asking = Asking.of(step);
      if (this.steps.putIfAbsent(asking.id(), asking) != null) {
        throw new IllegalArgumentException("two steps have the id " + asking.id());
      }
    }
    this.alsoAsked = List.copyOf(alsoAsked);
    this.failing = failing;
    this.map = map;
  }

  public List<Step<?>> steps() {
    return steps.values().stream().<Step<?>>map(Asking::step).toList();
  }

  /** The steps at which walks beside the first begin. */
  public List<String> alsoAsked() {
    return alsoAsked;
  }

  /** The decision map. */
  public Table<Results> map() {
    return map;
  }

  Optional<Asking<?>> step(String id) {
    return Optional.ofNullable(steps.get(id));
  }

  List<Subject> failing(Sight sight) {
    return failing.apply(sight);
  }

  /** Walks the whole runbook, read-only, and looks who changed what lately. */
  public Diagnosis diagnose(Sight azure) {
    Sight sight = new Remembered(azure);
    Walk walk = new Walk(this, sight);
    List<List<Finding>> walks = first(walk);
    List<List<Finding>> beside = beside(walk);
    Set<String> couldNotCheck = new LinkedHashSet<>(walk.couldNotCheck());
    List<RecentChange> changes =
        Surroundings.changes(
            sight, Stream.concat(walks.stream(), beside.stream()).toList(), couldNotCheck::add);
    return conclude(sight, walks, beside, sight.metrics(), changes, List.copyOf(couldNotCheck));
  }

  private List<List<Finding>> first(Walk walk) {
    return walk.from(steps.keySet().iterator().next(), new Subject.WholeGateway());
  }

  private List<List<Finding>> beside(Walk walk) {
    List<List<Finding>> beside = new ArrayList<>();
    for (String step : alsoAsked) {
      if (!walk.hasTaken(step)) {
        beside.addAll(walk.from(step, new Subject.WholeGateway()));
      }
    }
    return List.copyOf(beside);
  }

  private Diagnosis conclude(
      Sight sight,
      List<List<Finding>> walks,
      List<List<Finding>> beside,
      Look<GatewayMetrics> metrics,
      List<RecentChange> changes,
      List<String> couldNotCheck) {
    List<Next> ends = ends(walks);
    List<Finding> causes = Causes.of(walks);
    List<Finding> noticed = Causes.without(causes, Causes.of(beside));
    boolean waits = ends.stream().anyMatch(Next.LookAgain.class::isInstance);
    if (causes.isEmpty() && !waits) {
      // The walk found nothing; then what was noticed beside it is the best that is known.
      causes = noticed;
      noticed = List.of();
    }
    List<Finding> named = Stream.concat(causes.stream(), noticed.stream()).toList();
    Results results = new Results(named, ends, metrics);
    List<Finding> decided = decide(results);
    return new Diagnosis(
        conclude(ends, causes, results, decided),
        walks,
        beside,
        causes,
        noticed,
        decided,
        changes,
        couldNotCheck,
        fingerprint(sight, walks, causes));
  }

  private List<Finding> decide(Results results) {
    Look<Results> look = Look.found(results);
    return map.match(look).stream()
        .map(
            row ->
                new Finding(
                    row.id(),
                    new Subject.WholeGateway(),
                    row.seen(),
                    row.means(),
                    row.next(),
                    map.facts().apply(results)))
        .toList();
  }

  private static List<Next> ends(List<List<Finding>> walks) {
    return walks.stream().map(walk -> walk.get(walk.size() - 1).next()).toList();
  }

  /** A cause outweighs waiting, and waiting outweighs giving up. */
  private static Conclusion conclude(
      List<Next> ends, List<Finding> causes, Results results, List<Finding> decided) {
    if (!causes.isEmpty()) {
      return new Conclusion.CauseFound();
    }
    Optional<Next.LookAgain> again =
        ends.stream()
            .filter(Next.LookAgain.class::isInstance)
            .map(Next.LookAgain.class::cast)
            .findFirst();
    if (again.isPresent()) {
      return new Conclusion.LookAgain(again.get().after(), again.get().why());
    }
    List<Next> last = results.passed() ? decided.stream().map(Finding::next).toList() : ends;
    if (last.stream().anyMatch(Next.NothingWrong.class::isInstance)) {
      return new Conclusion.NoFault();
    }
    return new Conclusion.Inconclusive(
        String.join(" ", last.stream().map(Runbook::sentence).distinct().toList()));
  }

  private static String sentence(Next end) {
    if (end instanceof Next.Escalate escalate) {
      return escalate.why();
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
        Causes.logShape(telling),
        sight.gatewayId());
  }
}
