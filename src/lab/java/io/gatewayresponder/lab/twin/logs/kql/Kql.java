package io.gatewayresponder.lab.twin.logs.kql;

import io.gatewayresponder.lab.twin.logs.kql.Query.Operator;
import io.gatewayresponder.lab.twin.logs.kql.Query.Source;
import io.gatewayresponder.lab.twin.logs.kql.Table.Column;
import io.gatewayresponder.lab.twin.logs.kql.Table.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** A query that was understood, and can be put to tables. */
public final class Kql {
  private final Query query;

  private Kql(Query query) {
    this.query = query;
  }

  /**
   * Reads a query.
   *
   * @throws KqlError when the text is none, or uses what is not simulated
   */
  public static Kql parse(String text) {
    return new Kql(QueryParser.parse(text));
  }

  /** The tables that it names, there or not. */
  public Set<String> tables() {
    return query.tables();
  }

  /**
   * The answer.
   *
   * @param tables by name
   * @param now what {@code now()} is
   * @throws KqlError when the query names what is not there, or mixes what does not fit
   */
  public Table run(Function<String, Optional<Table>> tables, Instant now) {
    return run(query, tables, now);
  }

  private static Table run(Query query, Function<String, Optional<Table>> tables, Instant now) {
    Table table = source(query, tables, now);
    for (Operator operator : query.operators()) {
      table = apply(operator, table, now);
    }
    return table;
  }

  private static Table source(Query query, Function<String, Optional<Table>> tables, Instant now) {
    if (query.source() instanceof Query.TableName table) {
      return tables
          .apply(table.name())
          .orElseThrow(() -> KqlError.unknownTable(query.firstOperator(), table.name()));
    }
    Source source = query.source();
    if (!(source instanceof Query.Union union)) {
      throw new IllegalArgumentException("No such source: " + source);
    }
    List<Query> legs =
        union.legs().stream()
            .filter(leg -> !union.fuzzy() || leg.tables().stream().allMatch(has(tables)))
            .toList();
    if (legs.isEmpty()) {
      // Fuzzy means that some may be missing, not all.
      throw KqlError.unknownTable("union", String.join(", ", query.tables()));
    }
    return under(legs.stream().map(leg -> run(leg, tables, now)).toList());
  }

  private static Predicate<String> has(Function<String, Optional<Table>> tables) {
    return name -> tables.apply(name).isPresent();
  }

  /** Tables under each other: a column that one of them lacks is nothing in its rows. */
  private static Table under(List<Table> tables) {
    List<Column> columns = new ArrayList<>();
    for (Table table : tables) {
      for (Column column : table.columns()) {
        Optional<Column> same =
            columns.stream().filter(one -> one.name().equals(column.name())).findFirst();
        if (same.isEmpty()) {
          columns.add(column);
        } else if (same.get().type() != column.type()) {
          throw KqlError.notSimulated(
              "a union of columns of one name and two types: " + column.name());
        }
      }
    }
    List<Row> rows = new ArrayList<>();
    for (Table table : tables) {
      int[] from = columns.stream().mapToInt(column -> table.indexOf(column.name())).toArray();
      for (Row row : table.rows()) {
        List<Value> cells = new ArrayList<>();
        for (int i = 0; i < from.length; i++) {
          cells.add(from[i] < 0 ? Value.none(columns.get(i).type()) : row.cells().get(from[i]));
        }
        rows.add(new Row(cells, row.times()));
      }
    }
    return new Table(columns, rows);
  }

  private static Table apply(Operator operator, Table table, Instant now) {
    if (operator instanceof Query.Where where) {
      Bound condition = new Binder(table, "where", now).condition(where.condition());
      return new Table(
          table.columns(),
          table.rows().stream().filter(row -> Binder.isTrue(condition, row)).toList());
    }
    if (operator instanceof Query.Project project) {
      return Columns.project(table, project.columns(), new Binder(table, "project", now));
    }
    if (operator instanceof Query.Extend extend) {
      return Columns.extend(table, extend.columns(), new Binder(table, "extend", now));
    }
    if (operator instanceof Query.Summarize summarize) {
      return Groups.summarize(table, summarize, new Binder(table, "summarize", now));
    }
    if (operator instanceof Query.Distinct distinct) {
      return Groups.summarize(
          table,
          new Query.Summarize(List.of(), distinct.columns()),
          new Binder(table, "distinct", now));
    }
    if (operator instanceof Query.Count) {
      return new Table(
          List.of(new Column("Count", Type.LONG)),
          List.of(new Row(List.of(Value.whole(table.size())), 1)));
    }
    if (operator instanceof Query.Take take) {
      return Order.first(table, take.rows());
    }
    if (operator instanceof Query.Sort sort) {
      return Order.sort(table, sort.keys(), new Binder(table, "sort", now));
    }
    if (operator instanceof Query.Top top) {
      Table sorted = Order.sort(table, List.of(top.key()), new Binder(table, "top", now));
      return Order.first(sorted, top.rows());
    }
    throw new IllegalArgumentException("No such operator: " + operator);
  }
}
