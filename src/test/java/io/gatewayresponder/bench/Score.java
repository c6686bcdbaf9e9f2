package io.gatewayresponder.bench;

import io.gatewayresponder.lab.fault.Truth;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Next;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A diagnosis held against what was injected.
 *
 * @param truths what was injected
 * @param named how each of them came out
 * @param wrong named causes that nothing injected explains
 */
public record Score(List<Truth> truths, List<Named> named, List<Finding> wrong) {
  private static final Set<String> ALWAYS_NAMED = Set.of("pool", "setting", "server");

  private static final String EMPTY_POOLS = "emptyPools";

  /** How an injected fault came out. */
  public enum Named {
    RIGHT,
    /** Another injected fault hides it from every look, and that one was named. */
    HIDDEN,
    /** Its row, about something else. */
    WRONG_SUBJECT,
    /** It was not named. */
    MISSED
  }

  public static Score of(List<Truth> truths, Diagnosis diagnosis) {
    List<Finding> causes =
        Stream.concat(diagnosis.causes().stream(), diagnosis.noticed().stream())
            .flatMap(Score::eachPool)
            .toList();
    List<Finding> passed =
        Stream.concat(diagnosis.walks().stream(), diagnosis.beside().stream())
            .flatMap(List::stream)
            .toList();
    List<Named> named = new ArrayList<>();
    for (Truth truth : truths) {
      named.add(named(truth, causes, passed));
    }
    for (int i = 0; i < truths.size(); i++) {
      if (named.get(i) != Named.RIGHT && isHidden(i, truths, named)) {
        named.set(i, Named.HIDDEN);
      }
    }
    List<Finding> wrong =
        causes.stream()
            .filter(cause -> truths.stream().noneMatch(truth -> explains(truth, cause)))
            .toList();
    return new Score(truths, List.copyOf(named), wrong);
  }

  /** One finding names all empty pools; two faults can have emptied them. */
  private static Stream<Finding> eachPool(Finding finding) {
    return finding.facts().containsKey(EMPTY_POOLS)
        ? Arrays.stream(finding.facts().get(EMPTY_POOLS).split(", "))
            .map(pool -> finding.about(new Subject.Pool(pool)))
        : Stream.of(finding);
  }

  private static Named named(Truth truth, List<Finding> causes, List<Finding> passed) {
    // What passes by itself, or cannot be read, has no cause to be named: the walk says so in a
    // row.
    List<Finding> inRow =
        Stream.concat(causes.stream(), passed.stream().filter(row -> !row.next().namesCause()))
            .filter(finding -> truth.rows().contains(finding.row()))
            .toList();
    if (inRow.stream().anyMatch(finding -> isAbout(truth, finding))) {
      return Named.RIGHT;
    }
    return inRow.isEmpty() ? Named.MISSED : Named.WRONG_SUBJECT;
  }

  private static boolean isHidden(int which, List<Truth> truths, List<Named> named) {
    for (int i = 0; i < truths.size(); i++) {
      if (i != which
          && named.get(i) == Named.RIGHT
          && truths.get(which).isHiddenBy(truths.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean explains(Truth truth, Finding cause) {
    return truth.byProducts().contains(cause.row())
        || (truth.rows().contains(cause.row()) && isAbout(truth, cause));
  }

  /** Every fact that the truth knows is there, and says nothing that is not true. */
  private static boolean isAbout(Truth truth, Finding finding) {
    Map<String, String> facts = facts(finding);
    boolean vague = truth.vague().contains(finding.row());
    for (Map.Entry<String, Set<String>> expected : truth.subject().entrySet()) {
      if (vague && !ALWAYS_NAMED.contains(expected.getKey())) {
        continue;
      }
      String value = facts.get(expected.getKey());
      if (value == null) {
        return false;
      }
      Set<String> allowed =
          expected.getValue().stream()
              .map(one -> one.toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet());
      if (!Arrays.stream(value.split(", "))
          .allMatch(one -> allowed.contains(one.toLowerCase(Locale.ROOT)))) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> facts(Finding finding) {
    Map<String, String> facts = new HashMap<>();
    Subject subject = finding.subject();
    if (subject instanceof Subject.WholeGateway) {
      facts.put("gateway", "gateway");
    } else if (subject instanceof Subject.Pool pool) {
      facts.put("pool", pool.pool());
    } else if (subject instanceof Subject.Rule rule) {
      facts.put("routingRule", rule.name());
    } else if (subject instanceof Subject.Listener listener) {
      facts.put("listener", listener.name());
    } else if (subject instanceof Subject.PathMap map) {
      facts.put("pathMap", map.name());
    }
    subject
        .asPair()
        .ifPresent(
            pair -> {
              facts.put("pool", pair.pool());
              facts.put("setting", pair.setting());
            });
    facts.putAll(finding.facts());
    return facts;
  }

  public boolean isRight() {
    return wrong.isEmpty()
        && named.stream().allMatch(one -> one == Named.RIGHT || one == Named.HIDDEN);
  }

  /** True when no cause was named at all: it said that it does not know. */
  static boolean abstained(Diagnosis diagnosis) {
    return diagnosis.causes().isEmpty()
        && diagnosis.noticed().isEmpty()
        && diagnosis.walks().stream()
            .map(walk -> walk.get(walk.size() - 1).next())
            .anyMatch(next -> !(next instanceof Next.NothingWrong));
  }
}
