package io.gatewayresponder.bench;

import io.gatewayresponder.bench.Score.Named;
import io.gatewayresponder.lab.fault.Faults;
import io.gatewayresponder.lab.fault.Truth;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the benchmark says in the end: a table of faults, every miss, and one line. */
final class Report {
  /** So many single faults meet each of the catalogue several times. */
  private static final int WHOLE = 500;

  private static final class Line {
    final Map<Named, Integer> named = new EnumMap<>(Named.class);
    int abstained;
  }

  private final Map<String, Line> lines = new TreeMap<>();
  private final List<Integer> reads = new ArrayList<>();
  private final List<String> twice = new ArrayList<>();
  private final int[] cases = new int[3];
  private final int[] right = new int[3];
  private final Set<String> passed = new TreeSet<>();
  private final MendingReport mending = new MendingReport();
  private int wrong;
  private int leftOut;

  /**
   * Takes a result; what went wrong in it, in brief, where something did. A case counts only where
   * as many faults as it was to have could be injected: what is not broken proves nothing.
   */
  Optional<String> add(BenchCase.Result result) {
    if (result.score().truths().size() < result.of().faults()) {
      leftOut++;
      return Optional.empty();
    }
    mending.add(result);
    Score score = result.score();
    int group = result.of().faults();
    cases[group]++;
    wrong += group == 0 ? 0 : score.wrong().size();
    reads.add(result.reads());
    result.twice().forEach(path -> twice.add("seed " + result.of().seed() + ": " + path));
    if (score.isRight()) {
      right[group]++;
    }
    Diagnosis diagnosis = result.diagnosis();
    Stream.of(diagnosis.walks(), diagnosis.beside(), List.of(diagnosis.decided()))
        .flatMap(List::stream)
        .flatMap(List::stream)
        .map(Finding::row)
        .forEach(passed::add);
    boolean abstained = Score.abstained(result.diagnosis());
    for (int i = 0; i < score.truths().size(); i++) {
      Line line = lines.computeIfAbsent(score.truths().get(i).fault(), any -> new Line());
      Named named = score.named().get(i);
      if (named == Named.MISSED && abstained) {
        line.abstained++;
      } else {
        line.named.merge(named, 1, Integer::sum);
      }
    }
    return score.isRight() ? Optional.empty() : Optional.of(brief(result));
  }

  /** Rows that faults say they lead to, and that no walk has passed. */
  private Set<String> neverPassed() {
    Set<String> claimed = new TreeSet<>(Faults.onTheWay());
    Faults.all().forEach(fault -> claimed.addAll(fault.reaches()));
    claimed.removeAll(passed);
    return claimed;
  }

  /** A few cases, or some faults, cannot pass every row; all of them have to. */
  private boolean isWhole() {
    return cases[1] >= WHOLE && System.getProperty("bench.faults", "").isEmpty();
  }

  boolean isGood(double pairsToReach) {
    return (!isWhole() || neverPassed().isEmpty())
        && right[1] == cases[1]
        && right[2] >= pairsToReach * cases[2]
        && wrong == 0
        && right[0] == cases[0]
        && twice.isEmpty()
        && mending.isGood(pairsToReach);
  }

  String text(long seconds) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%n%-32s %6s %6s %6s %9s %7s %9s%n"
            .formatted("fault", "cases", "right", "hidden", "wrong row", "subject", "abstained"));
    lines.forEach(
        (fault, line) -> {
          int all = line.named.values().stream().mapToInt(Integer::intValue).sum() + line.abstained;
          text.append(
              "%-32s %6d %6d %6d %9d %7d %9d%n"
                  .formatted(
                      fault,
                      all,
                      line.named.getOrDefault(Named.RIGHT, 0),
                      line.named.getOrDefault(Named.HIDDEN, 0),
                      line.named.getOrDefault(Named.MISSED, 0),
                      line.named.getOrDefault(Named.WRONG_SUBJECT, 0),
                      line.abstained));
        });
    text.append(mending.text());
    if (isWhole()) {
      text.append("\nrows that faults lead to and no walk has passed: ")
          .append(neverPassed().isEmpty() ? "none" : String.join(", ", neverPassed()))
          .append('\n');
    }
    if (leftOut > 0) {
      text.append("\nleft out, because the faults asked for are not possible there: ")
          .append(leftOut)
          .append('\n');
    }
    twice.forEach(path -> text.append("read twice, ").append(path).append('\n'));
    List<Integer> sorted = reads.stream().sorted().toList();
    if (!sorted.isEmpty()) {
      text.append(
          "%nARM calls per triage: least %d, median %d, most %d; %d read twice; %d s in all%n"
              .formatted(
                  sorted.get(0),
                  sorted.get(sorted.size() / 2),
                  sorted.get(sorted.size() - 1),
                  twice.size(),
                  seconds));
    }
    return text.append(
            "bench: singles %d/%d · pairs %d/%d · wrong %d · healthy %d/%d"
                .formatted(
                    right[1], cases[1], right[2], cases[2], wrong, cases[0] - right[0], cases[0]))
        .append(mending.summary())
        .toString();
  }

  private static String brief(BenchCase.Result miss) {
    return "seed %d (%s): %s%s%n    %s"
        .formatted(
            miss.of().seed(),
            miss.name(),
            miss.score().named(),
            miss.score().wrong().isEmpty()
                ? ""
                : ", wrong "
                    + miss.score().wrong().stream()
                        .map(cause -> cause.row() + " about " + cause.subject())
                        .toList(),
            miss.diagnosis().transcript());
  }

  /** Everything about one case. */
  static String atLength(BenchCase.Result result) {
    StringBuilder text = new StringBuilder(brief(result)).append("\n");
    for (Truth truth : result.score().truths()) {
      text.append("\ninjected: ").append(truth).append('\n');
    }
    result.diagnosis().causes().forEach(cause -> append(text, "cause", cause));
    result.diagnosis().noticed().forEach(cause -> append(text, "noticed", cause));
    Set<String> told = new HashSet<>();
    Stream.concat(result.diagnosis().walks().stream(), result.diagnosis().beside().stream())
        .flatMap(List::stream)
        .filter(finding -> told.add(finding.row() + finding.subject()))
        .forEach(finding -> append(text, "passed", finding));
    text.append("\ncould not check: ").append(result.diagnosis().couldNotCheck());
    text.append("\nconclusion: ").append(result.diagnosis().conclusion());
    text.append(String.format(Locale.ROOT, "%nARM calls: %d%n", result.reads()));
    result
        .mending()
        .ifPresent(it -> text.append("\nleft: " + it.left() + "\n" + it.story().atLength()));
    return text.toString();
  }

  private static void append(StringBuilder text, String kind, Finding finding) {
    text.append(
        "%n%s %s about %s: %s%n    %s"
            .formatted(kind, finding.row(), finding.subject(), finding.seen(), finding.facts()));
  }
}
