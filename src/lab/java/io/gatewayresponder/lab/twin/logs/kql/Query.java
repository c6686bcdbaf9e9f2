package io.gatewayresponder.lab.twin.logs.kql;

import io.gatewayresponder.lab.twin.logs.kql.Expression.Named;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A query as it is written: where the rows come from, and what is done to them in turn. */
record Query(Source source, List<Operator> operators) {
  /** Where rows come from. */
  sealed interface Source {}

  /** A table by its name. */
  record TableName(String name) implements Source {}

  /**
   * Rows of several queries under each other.
   *
   * @param fuzzy whether a leg whose table is not there is left out
   */
  record Union(boolean fuzzy, List<Query> legs) implements Source {}

  /** What follows a pipe. */
  sealed interface Operator {}

  record Where(Expression condition) implements Operator {}

  record Project(List<Named> columns) implements Operator {}

  record Extend(List<Named> columns) implements Operator {}

  record Summarize(List<Named> aggregates, List<Named> by) implements Operator {}

  record Distinct(List<Named> columns) implements Operator {}

  record Count() implements Operator {}

  record Take(long rows) implements Operator {}

  record Sort(List<Key> keys) implements Operator {}

  record Top(long rows, Key key) implements Operator {}

  /** What rows are ordered by. */
  record Key(Expression expression, boolean descending) {}

  /** The names of all tables in it. */
  Set<String> tables() {
    Set<String> names = new LinkedHashSet<>();
    if (source instanceof TableName table) {
      names.add(table.name());
    } else if (source instanceof Union union) {
      union.legs().forEach(leg -> names.addAll(leg.tables()));
    }
    return names;
  }

  /** How an error message calls the operator that the source meets first. */
  String firstOperator() {
    if (operators.isEmpty()) {
      return "query";
    }
    String name = operators.get(0).getClass().getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
