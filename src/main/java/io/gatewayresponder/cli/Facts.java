package io.gatewayresponder.cli;

import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What decided a finding, in words: names as people write them, ids left to the JSON. */
final class Facts {
  private static final Pattern ID =
      Pattern.compile("/subscriptions/[^\\s,;()]+", Pattern.CASE_INSENSITIVE);

  private Facts() {}

  /** What this finding's row was the first to know in its walk: what decided it. */
  static String decisive(Finding cause, List<List<Finding>> walks) {
    return words(cause, known(cause, walks), false);
  }

  /** What rows before it knew already. */
  static String circumstances(Finding cause, List<List<Finding>> walks) {
    return words(cause, known(cause, walks), true);
  }

  /** The names of facts that stood before the cause in the walks that end in it. */
  private static Set<String> known(Finding cause, List<List<Finding>> walks) {
    Set<String> known = new LinkedHashSet<>();
    for (List<Finding> walk : walks) {
      Finding last = walk.get(walk.size() - 1);
      if (last.row().equals(cause.row())) {
        walk.subList(0, walk.size() - 1).forEach(before -> known.addAll(before.facts().keySet()));
      }
    }
    return known;
  }

  private static String words(Finding cause, Set<String> known, boolean which) {
    List<String> words = new ArrayList<>();
    for (Map.Entry<String, String> fact : cause.facts().entrySet()) {
      if (known.contains(fact.getKey()) == which && isTold(fact.getKey(), fact.getValue())) {
        words.add(name(fact.getKey()) + " " + value(fact.getValue()));
      }
    }
    return String.join("; ", words);
  }

  /** Ids stand beside their names, and what is not so explains little. */
  private static boolean isTold(String name, String value) {
    return !name.endsWith("Id")
        && !name.equals("probeLogKind")
        && !value.isBlank()
        && !value.equals("false");
  }

  /** Ids in a text become names: a line has no room for them. */
  private static String value(String value) {
    return ID.matcher(value)
        .replaceAll(
            id ->
                Matcher.quoteReplacement(
                    ResourceId.find(id.group()).map(ResourceId::shortName).orElse(id.group())));
  }

  /** {@code timeoutSeconds} is read as "timeout seconds". */
  private static String name(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
