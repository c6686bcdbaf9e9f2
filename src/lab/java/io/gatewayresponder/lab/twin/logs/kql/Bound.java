package io.gatewayresponder.lab.twin.logs.kql;

import io.gatewayresponder.lab.twin.logs.kql.Table.Row;
import java.util.function.Function;

/** An expression that has found its columns: its type is known before there is a row. */
record Bound(Type type, Function<Row, Value> of) {
  static Bound always(Value value) {
    return new Bound(value.type(), row -> value);
  }

  /** The same in another type. */
  Bound as(Type other) {
    return type == other ? this : new Bound(other, row -> of.apply(row).as(other));
  }
}
