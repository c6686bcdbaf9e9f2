package io.gatewayresponder.lab.twin.alerts;

import io.gatewayresponder.lab.twin.alerts.Alert.Observation;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import io.gatewayresponder.lab.twin.metrics.MetricStore;
import io.gatewayresponder.lab.twin.network.Cached;
import io.gatewayresponder.lab.twin.network.Documents;
import io.gatewayresponder.lab.twin.network.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Evaluates the estate's metric alert rules on simulated time. An alert is stateful: it fires once
 * for a time series, and resolves after three evaluations in a row that do not meet the condition.
 * An evaluation without data is none: it neither fires nor resolves, so an alert stays fired while
 * its metric is silent. Not thread-safe: its owner calls it under one lock.
 */
public final class AlertEngine {

  /** Documented. */
  private static final int GOOD_EVALUATIONS_TO_RESOLVE = 3;

  /**
   * A stateless rule that is evaluated often repeats every 1 to 6 minutes; this is our choice
   * within that.
   */
  private static final Duration REPEAT = Duration.ofMinutes(5);

  private record Key(String rule, String target, String series) {}

  private final Cached<List<AlertRule>> rules;
  private final MetricStore store;
  private final Supplier<UUID> ids;
  private final AlertListener listener;
  private final Map<String, Instant> evaluatedAt = new HashMap<>();
  private final Map<Key, Alert> latest = new LinkedHashMap<>();
  private final AlertHistory history = new AlertHistory();

  public AlertEngine(
      Documents documents, MetricStore store, Supplier<UUID> ids, AlertListener listener) {
    this.rules =
        new Cached<>(
            documents,
            all ->
                all.ofType(AlertRule.TYPE).stream()
                    .flatMap(rule -> AlertRule.find(rule).stream())
                    .toList());
    this.store = store;
    this.ids = ids;
    this.listener = listener;
  }

  /** Evaluates the rules that are due; each is looked at once in its frequency, at full minutes. */
  public void advanceTo(Instant now) {
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    for (AlertRule rule : rules.get()) {
      Instant last = evaluatedAt.get(Json.lower(rule.id()));
      if (rule.enabled() && (last == null || !last.plus(rule.frequency()).isAfter(minute))) {
        evaluatedAt.put(Json.lower(rule.id()), minute);
        rule.scopes().forEach(target -> evaluate(rule, target, minute, now));
      }
    }
  }

  private void evaluate(AlertRule rule, String target, Instant to, Instant now) {
    Instant from = to.minus(rule.window());
    List<Map<String, Double>> values = new ArrayList<>();
    TreeSet<String> series = new TreeSet<>();
    for (Criterion criterion : rule.allOf()) {
      Map<String, Double> found = criterion.values(store, target, from, to);
      values.add(found);
      series.addAll(found.keySet());
    }
    // Where one condition is split and another is not, the whole belongs to every series of the
    // split one.
    if (series.size() > 1) {
      series.remove("");
    }
    for (String one : series) {
      Key key = new Key(Json.lower(rule.id()), Json.lower(target), one);
      observe(rule, values, one)
          .ifPresent(seen -> judge(rule, key, target, new Observation(from, to, seen), now));
    }
  }

  /**
   * The values of one series; empty when a condition has none, for then the evaluation does not
   * take place.
   */
  private static Optional<Map<String, Double>> observe(
      AlertRule rule, List<Map<String, Double>> values, String series) {
    Map<String, Double> observed = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      Double value = values.get(i).getOrDefault(series, values.get(i).get(""));
      if (value == null) {
        return Optional.empty();
      }
      observed.put(rule.allOf().get(i).metricName(), value);
    }
    return Optional.of(observed);
  }

  private void judge(AlertRule rule, Key key, String target, Observation seen, Instant now) {
    boolean met =
        rule.allOf().stream()
            .allMatch(
                criterion ->
                    criterion.isMetBy(seen.values().getOrDefault(criterion.metricName(), 0.0)));
    Alert open = latest.get(key);
    if (open == null || !open.isFired() || (met && repeats(open, now))) {
      if (met) {
        change(key, fire(rule, target, key.series(), now), seen);
      }
    } else if (met) {
      keep(key, open.by(rule).withGoodEvaluations(0));
    } else if (rule.resolvesItself()) {
      Alert after = open.by(rule).withGoodEvaluations(open.goodEvaluations() + 1);
      if (after.goodEvaluations() >= GOOD_EVALUATIONS_TO_RESOLVE) {
        change(key, after.resolved(now), seen);
      } else {
        keep(key, after);
      }
    }
  }

  private Alert fire(AlertRule rule, String target, String series, Instant now) {
    String subscription = ResourceId.of(target).subscription();
    String id =
        "/subscriptions/"
            + subscription
            + "/providers/Microsoft.AlertsManagement/alerts/"
            + ids.get();
    return new Alert(id, rule, target, series, now, Optional.empty(), 0);
  }

  private static boolean repeats(Alert before, Instant now) {
    return !before.rule().resolvesItself() && !before.firedAt().plus(REPEAT).isAfter(now);
  }

  private void change(Key key, Alert alert, Observation seen) {
    keep(key, alert);
    listener.changed(alert, seen);
  }

  private void keep(Key key, Alert alert) {
    latest.put(key, alert);
    history.put(alert);
  }

  /** Every alert so far, oldest first, as it is now. */
  AlertHistory history() {
    return history;
  }
}
