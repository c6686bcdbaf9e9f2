package io.gatewayresponder.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A pool and a setting that at least one rule brings together, directly or through a path map.
 *
 * @param rules the names of the rules that do
 */
public record WiredPair(String pool, String setting, List<String> rules) {
  /** In the order in which rules wire them, by their {@link #key}. */
  static Map<String, WiredPair> of(Gateway gateway) {
    Map<String, WiredPair> pairs = new LinkedHashMap<>();
    for (RoutingRule rule : gateway.routingRules()) {
      add(pairs, rule.poolName(), rule.settingName(), rule.name());
      rule.pathMapName()
          .filter(any -> rule.isPathBased())
          .flatMap(gateway::pathMap)
          .ifPresent(
              map -> {
                add(pairs, map.defaultPoolName(), map.defaultSettingName(), rule.name());
                map.entries()
                    .forEach(
                        entry -> add(pairs, entry.poolName(), entry.settingName(), rule.name()));
              });
    }
    return Collections.unmodifiableMap(pairs);
  }

  /** Names have no case, and no slash. */
  static String key(String pool, String setting) {
    return (pool + "/" + setting).toLowerCase(Locale.ROOT);
  }

  private static void add(Map<String, WiredPair> pairs, String pool, String setting, String rule) {
    if (pool.isEmpty() || setting.isEmpty()) {
      return;
    }
    String key = key(pool, setting);
    WiredPair known = pairs.get(key);
    if (known == null) {
      pairs.put(key, new WiredPair(pool, setting, List.of(rule)));
    } else if (!known.rules().contains(rule)) {
      List<String> rules = new ArrayList<>(known.rules());
      rules.add(rule);
      pairs.put(key, new WiredPair(pool, setting, List.copyOf(rules)));
    }
  }
}
