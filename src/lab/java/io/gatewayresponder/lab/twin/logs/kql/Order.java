package io.gatewayresponder.lab.twin.logs.kql;

import io.gatewayresponder.lab.twin.logs.kql.Table.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which rows come first, and how many of them. */
final class Order {
  private Order() {}

  static Table sort(Table table, List<Query.Key> keys, Binder binder) {
    List<Comparator<Row>> orders = new ArrayList<>();
    for (Query.Key key : keys) {
      orders.add(comparator(binder.bind(key.expression()), key.descending()));
    }
    Comparator<Row> order = orders.stream().reduce(Comparator::thenComparing).orElseThrow();
    return new Table(table.columns(), table.rows().stream().sorted(order).toList());
  }

  /** Nulls are smallest: last where the largest comes first. */
  private static Comparator<Row> comparator(Bound key, boolean descending) {
    Comparator<Row> ascending =
        (one, other) -> {
          Value left = key.of().apply(one);
          Value right = key.of().apply(other);
          return left.isNull() || right.isNull()
              ? Boolean.compare(right.isNull(), left.isNull())
              : left.compare(right);
        };
    return descending ? ascending.reversed() : ascending;
  }

  static Table first(Table table, long count) {
    List<Row> rows = new ArrayList<>();
    long left = count;
    for (Row row : table.rows()) {
      if (left <= 0) {
        break;
      }
      long taken = Math.min(left, row.times());
      rows.add(new Row(row.cells(), taken));
      left -= taken;
    }
    return new Table(table.columns(), rows);
  }
}
