package io.gatewayresponder.lab.twin.logs.kql;

import io.gatewayresponder.lab.twin.logs.kql.Expression.Call;
import io.gatewayresponder.lab.twin.logs.kql.Expression.Name;
import io.gatewayresponder.lab.twin.logs.kql.Expression.Named;
import io.gatewayresponder.lab.twin.logs.kql.Table.Column;
import io.gatewayresponder.lab.twin.logs.kql.Table.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One number, or whatever it is, of many rows. A row that stands for many is counted as many.
 *
 * @param head the column that it fills
 * @param of the rows of one group
 */
record Aggregate(Column head, Function<List<Row>, Value> of) {

  static Aggregate bind(Named named, Binder binder) {
    if (!(named.expression() instanceof Call call)) {
      throw KqlError.semantic("SEM0210", "summarize: an aggregate is expected");
    }
    if (call.function().equals("count") && call.arguments().isEmpty()) {
      return named(named, call, Type.LONG, rows -> Value.whole(times(rows.stream())));
    }
    if (call.arguments().size() != 1) {
      throw KqlError.semantic("SEM0219", call.function() + "(): wrong number of arguments");
    }
    if (call.function().equals("countif")) {
      Bound condition = binder.condition(call.arguments().get(0));
      return named(
          named,
          call,
          Type.LONG,
          rows -> Value.whole(times(rows.stream().filter(row -> Binder.isTrue(condition, row)))));
    }
    Bound of = binder.bind(call.arguments().get(0));
    return switch (call.function()) {
      case "sum" -> named(named, call, wide(of), rows -> sum(of, rows));
      case "avg" -> named(named, call, Type.REAL, rows -> average(of, rows));
      case "max" -> named(named, call, of.type(), rows -> extreme(of, rows, true));
      case "min" -> named(named, call, of.type(), rows -> extreme(of, rows, false));
      case "any", "take_any" ->
          named(named, call, of.type(), rows -> present(of, rows).findFirst().orElse(none(of)));
      case "dcount" ->
          named(named, call, Type.LONG, rows -> Value.whole(present(of, rows).distinct().count()));
      default -> throw KqlError.notSimulated("the aggregate " + call.function() + "()");
    };
  }

  /** Without a name of its own it is called {@code sum_Column}, and {@code count_} for a count. */
  private static Aggregate named(Named named, Call call, Type type, Function<List<Row>, Value> of) {
    String column =
        call.arguments().stream().findFirst().orElse(new Name("")) instanceof Name name
            ? name.name()
            : "";
    String head = named.name().isEmpty() ? call.function() + "_" + column : named.name();
    return new Aggregate(new Column(head, type), of);
  }

  private static Value sum(Bound of, List<Row> rows) {
    if (wide(of) == Type.REAL) {
      return Value.real(
          rows.stream().mapToDouble(row -> of.of().apply(row).asDouble() * row.times()).sum());
    }
    return Value.whole(
        rows.stream().mapToLong(row -> of.of().apply(row).asLong() * row.times()).sum());
  }

  private static Value average(Bound of, List<Row> rows) {
    long count = times(rows.stream().filter(row -> !of.of().apply(row).isNull()));
    return count == 0
        ? Value.none(Type.REAL)
        : Value.real(sum(of.as(Type.REAL), rows).asDouble() / count);
  }

  private static Value extreme(Bound of, List<Row> rows, boolean largest) {
    Optional<Value> found =
        largest
            ? present(of, rows).max(Comparator.comparing(Function.identity(), Value::compare))
            : present(of, rows).min(Comparator.comparing(Function.identity(), Value::compare));
    return found.orElse(none(of));
  }

  private static Stream<Value> present(Bound of, List<Row> rows) {
    return rows.stream().map(of.of()).filter(value -> !value.isNull());
  }

  private static Type wide(Bound of) {
    if (!of.type().isNumber()) {
      throw KqlError.semantic("SEM0231", "A number is expected, not a " + of.type());
    }
    return of.type() == Type.REAL ? Type.REAL : Type.LONG;
  }

  private static Value none(Bound of) {
    return Value.none(of.type());
  }

  static long times(Stream<Row> rows) {
    return rows.mapToLong(Row::times).sum();
  }
}
