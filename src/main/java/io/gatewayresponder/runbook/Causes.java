package io.gatewayresponder.runbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** From the ends of walks to a ranked list of causes: one fault is named once. */
final class Causes {
  /**
   * The fact that names what decided, such as a security rule's id. Findings of one row that share
   * it are one cause, at however many servers and pairs it shows.
   */
  static final String DECIDED_BY = "ruleId";

  /** The fact that holds the shape of the access log, words joined by commas. */
  static final String LOG_SHAPE = "logShape";

  private Causes() {}

  /** What a single thing was seen to decide comes first, then what most walks ended in. */
  static List<Finding> of(List<List<Finding>> walks) {
    Map<String, List<Finding>> same = new LinkedHashMap<>();
    for (List<Finding> walk : walks) {
      Finding last = walk.get(walk.size() - 1);
      if (last.next().namesCause()) {
        same.computeIfAbsent(key(last), any -> new ArrayList<>()).add(last);
      }
    }
    return same.values().stream()
        .sorted(
            Comparator.comparing(
                    (List<Finding> findings) -> !findings.get(0).facts().containsKey(DECIDED_BY))
                .thenComparing(findings -> -findings.size()))
        .map(Causes::merge)
        .toList();
  }

  /** Those of the others that are not among these. */
  static List<Finding> without(List<Finding> these, List<Finding> others) {
    List<String> known = these.stream().map(Causes::key).toList();
    return others.stream().filter(other -> !known.contains(key(other))).toList();
  }

  /** What the access logs showed of these findings, where they were told by them. */
  static Set<String> logShape(List<Finding> findings) {
    Set<String> shape = new TreeSet<>();
    findings.forEach(
        finding -> {
          String words = finding.facts().getOrDefault(LOG_SHAPE, "");
          if (!words.isEmpty()) {
            shape.addAll(List.of(words.split(", ")));
          }
        });
    return shape;
  }

  private static String key(Finding finding) {
    String decidedBy = finding.facts().get(DECIDED_BY);
    return finding.row() + "|" + (decidedBy == null ? finding.subject().toString() : decidedBy);
  }

  private static Finding merge(List<Finding> findings) {
    Finding first = findings.get(0);
    if (findings.size() == 1) {
      return first;
    }
    Map<String, Set<String>> facts = new LinkedHashMap<>();
    for (Finding finding : findings) {
      finding
          .facts()
          .forEach(
              (name, value) ->
                  facts
                      .computeIfAbsent(name, any -> new LinkedHashSet<>())
                      .addAll(List.of(value.split(", "))));
    }
    Map<String, String> merged = new LinkedHashMap<>();
    facts.forEach((name, values) -> merged.put(name, String.join(", ", values)));
    return new Finding(
        first.row(), first.subject(), first.seen(), first.means(), first.next(), merged);
  }
}
