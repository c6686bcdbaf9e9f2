package io.gatewayresponder.lab.twin.alerts;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One alert: a rule that fired for one time series of one resource. It keeps its id from fired to
 * resolved.
 *
 * @param series the dimension's value, or empty when the rule does not split
 * @param goodEvaluations how many evaluations in a row did not meet the condition
 */
record Alert(
    String id,
    AlertRule rule,
    String target,
    String series,
    Instant firedAt,
    Optional<Instant> resolvedAt,
    int goodEvaluations) {

  boolean isFired() {
    return resolvedAt.isEmpty();
  }

  Alert withGoodEvaluations(int count) {
    return new Alert(id, rule, target, series, firedAt, resolvedAt, count);
  }

  Alert resolved(Instant at) {
    return new Alert(id, rule, target, series, firedAt, Optional.of(at), goodEvaluations);
  }

  /** The same alert with the rule as it is now. */
  Alert by(AlertRule current) {
    return new Alert(id, current, target, series, firedAt, resolvedAt, goodEvaluations);
  }

  /** What an evaluation saw: the metrics' values by the name of the metric, over a window. */
  record Observation(Instant from, Instant to, Map<String, Double> values) {}
}
