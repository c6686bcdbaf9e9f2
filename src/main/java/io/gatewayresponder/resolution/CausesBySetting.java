package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Causes whose pools are behind one HTTP setting: what mends the setting mends them together.
 *
 * @param pairs of the causes, each once; without those that no rule brings together any more
 * @param intervalSeconds how often the setting's servers are probed
 */
record CausesBySetting(
    BackendSetting setting, List<Finding> causes, List<Subject.Pair> pairs, int intervalSeconds) {

  /** In the causes' order; a setting that is not there any more has none. */
  static List<CausesBySetting> of(List<Finding> causes, Gateway gateway) {
    return grouped(causes, Subject.Pair::setting).entrySet().stream()
        .flatMap(
            entry ->
                gateway.setting(entry.getKey()).stream()
                    .map(setting -> of(setting, entry.getValue(), gateway)))
        .toList();
  }

  /** Causes about pairs, by one of the pair's names in lower case, in the causes' order. */
  static Map<String, List<Finding>> grouped(
      List<Finding> causes, Function<Subject.Pair, String> name) {
    Map<String, List<Finding>> groups = new LinkedHashMap<>();
    for (Finding cause : causes) {
      cause
          .subject()
          .asPair()
          .map(name)
          .map(found -> found.toLowerCase(Locale.ROOT))
          .ifPresent(key -> groups.computeIfAbsent(key, any -> new ArrayList<>()).add(cause));
    }
    return groups;
  }

  private static CausesBySetting of(BackendSetting setting, List<Finding> causes, Gateway gateway) {
    return new CausesBySetting(
        setting,
        List.copyOf(causes),
        causes.stream()
            .flatMap(cause -> cause.subject().asPair().stream())
            .map(pair -> new Subject.Pair(pair.pool(), setting.name()))
            .distinct()
            .filter(pair -> isWired(pair, gateway))
            .toList(),
        gateway.effectiveProbe(setting.name()).orElseThrow().intervalSeconds());
  }

  private static boolean isWired(Subject.Pair pair, Gateway gateway) {
    return gateway.wiredPairs().stream()
        .anyMatch(
            wired ->
                wired.pool().equalsIgnoreCase(pair.pool())
                    && wired.setting().equalsIgnoreCase(pair.setting()));
  }

  /** The causes about these pairs. */
  List<Finding> of(List<Subject.Pair> some) {
    return causes.stream()
        .filter(
            cause ->
                cause.subject().asPair().stream()
                    .anyMatch(
                        pair ->
                            some.stream()
                                .anyMatch(one -> one.pool().equalsIgnoreCase(pair.pool()))))
        .toList();
  }

  String recovery() {
    return "The update takes minutes; then the next probe decides, within "
        + intervalSeconds
        + " s.";
  }
}
