package io.gatewayresponder.lab.twin.logs;

import io.gatewayresponder.lab.twin.logs.kql.Table;
import io.gatewayresponder.lab.twin.logs.kql.Type;
import io.gatewayresponder.lab.twin.logs.kql.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How access records look in a table: a cell for each column. */
final class LogTable {
  private final Map<String, Function<AccessRecord, Value>> columns = new LinkedHashMap<>();
  private final Map<String, Type> types = new LinkedHashMap<>();

  LogTable text(String name, Function<AccessRecord, String> of) {
    return add(name, Type.STRING, record -> Value.text(of.apply(record)));
  }

  LogTable real(String name, Function<AccessRecord, Double> of) {
    return add(name, Type.REAL, record -> Value.real(of.apply(record)));
  }

  LogTable add(String name, Type type, Function<AccessRecord, Value> of) {
    columns.put(name, of);
    types.put(name, type);
    return this;
  }

  /** Columns that are there and that the twin has nothing for. */
  LogTable empty(Type type, String... names) {
    for (String name : names) {
      columns.put(name, record -> Value.none(type));
      types.put(name, type);
    }
    return this;
  }

  Table of(List<AccessRecord> records) {
    List<Table.Column> heads = new ArrayList<>();
    types.forEach((name, type) -> heads.add(new Table.Column(name, type)));
    return new Table(
        heads,
        records.stream()
            .map(
                record ->
                    new Table.Row(
                        columns.values().stream().map(of -> of.apply(record)).toList(),
                        record.requests()))
            .toList());
  }
}
