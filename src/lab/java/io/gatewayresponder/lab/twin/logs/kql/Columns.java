package io.gatewayresponder.lab.twin.logs.kql;

import io.gatewayresponder.lab.twin.logs.kql.Expression.Named;
import io.gatewayresponder.lab.twin.logs.kql.Table.Column;
import io.gatewayresponder.lab.twin.logs.kql.Table.Row;
import java.util.ArrayList;
import java.util.List;

/** Columns that are made of others, each of the row as it came in. */
final class Columns {
  private Columns() {}

  static Table project(Table table, List<Named> columns, Binder binder) {
    List<Column> heads = new ArrayList<>();
    List<Bound> bound = new ArrayList<>();
    for (Named column : columns) {
      heads.add(binder.head(column, heads.size() + 1));
      bound.add(binder.bind(column.expression()));
    }
    return new Table(
        heads, table.rows().stream().map(row -> new Row(cells(bound, row), row.times())).toList());
  }

  /** A column that is there already is replaced where it is. */
  static Table extend(Table table, List<Named> columns, Binder binder) {
    List<Column> heads = new ArrayList<>(table.columns());
    List<Bound> bound = new ArrayList<>();
    table.columns().forEach(column -> bound.add(binder.bind(new Expression.Name(column.name()))));
    int number = 1;
    for (Named column : columns) {
      Column head = binder.head(column, number++);
      int at = table.indexOf(head.name());
      if (at < 0) {
        heads.add(head);
        bound.add(binder.bind(column.expression()));
      } else {
        heads.set(at, head);
        bound.set(at, binder.bind(column.expression()));
      }
    }
    return new Table(
        heads, table.rows().stream().map(row -> new Row(cells(bound, row), row.times())).toList());
  }

  private static List<Value> cells(List<Bound> bound, Row row) {
    return bound.stream().map(each -> each.of().apply(row)).toList();
  }
}
