package io.gatewayresponder.lab.twin.logs.kql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Columns and rows: what a query begins with, and what comes out of each of its operators. */
public record Table(List<Column> columns, List<Row> rows) {
  /** A column. */
  public record Column(String name, Type type) {}

  /**
   * Rows that are alike in everything, told once.
   *
   * @param times how many there are; a query sees each of them
   */
  public record Row(List<Value> cells, long times) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Where a column is; -1 when there is none of that name. Names have case. */
  int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** How many rows there are, counting each. */
  public long size() {
    return rows.stream().mapToLong(Row::times).sum();
  }

  /** The table as a workspace answers: {@code {name, columns: [{name, type}], rows: [[…]]}}. */
  public ObjectNode toJson(long mostRows) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode().put("name", "PrimaryResult");
    ArrayNode heads = shown.putArray("columns");
    for (Column column : columns) {
      heads.addObject().put("name", column.name()).put("type", column.type().toString());
    }
    ArrayNode lines = shown.putArray("rows");
    for (Row row : rows) {
      for (long i = 0; i < row.times() && lines.size() < mostRows; i++) {
        ArrayNode line = lines.addArray();
        row.cells().forEach(cell -> line.add(cell.toJson()));
      }
    }
    return shown;
  }
}
