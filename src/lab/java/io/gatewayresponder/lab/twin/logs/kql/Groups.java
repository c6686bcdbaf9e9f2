package io.gatewayresponder.lab.twin.logs.kql;

import io.gatewayresponder.lab.twin.logs.kql.Table.Column;
import io.gatewayresponder.lab.twin.logs.kql.Table.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows that agree in something, as one. */
final class Groups {
  private Groups() {}

  /** What is grouped by comes first, the aggregates after it. */
  static Table summarize(Table table, Query.Summarize summarize, Binder binder) {
    List<Column> heads = new ArrayList<>();
    List<Bound> keys = new ArrayList<>();
    summarize
        .by()
        .forEach(
            by -> {
              heads.add(binder.head(by, heads.size() + 1));
              keys.add(binder.bind(by.expression()));
            });
    List<Aggregate> aggregates =
        summarize.aggregates().stream().map(each -> Aggregate.bind(each, binder)).toList();
    aggregates.forEach(aggregate -> heads.add(aggregate.head()));
    Map<List<Value>, List<Row>> groups = new LinkedHashMap<>();
    for (Row row : table.rows()) {
      List<Value> key = keys.stream().map(each -> each.of().apply(row)).toList();
      groups.computeIfAbsent(key, unused -> new ArrayList<>()).add(row);
    }
    if (keys.isEmpty() && groups.isEmpty()) {
      // Without groups there is one answer, also about nothing.
      groups.put(List.of(), List.of());
    }
    List<Row> rows = new ArrayList<>();
    groups.forEach(
        (key, members) -> {
          List<Value> cells = new ArrayList<>(key);
          aggregates.forEach(aggregate -> cells.add(aggregate.of().apply(members)));
          rows.add(new Row(cells, 1));
        });
    return new Table(heads, rows);
  }
}
