package io.gatewayresponder.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.AccessLogs;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of the responder's access-log query, as Log Analytics ({@code {"tables":[…]}}) and {@code az
 * monitor log-analytics query} (a list of objects) write them.
 */
final class LogRows {
  private LogRows() {}

  static JsonNode ofTables(JsonNode answer) {
    List<JsonNode> rows = new ArrayList<>();
    for (JsonNode table : answer.path("tables")) {
      JsonNode columns = table.path("columns");
      for (JsonNode values : table.path("rows")) {
        ObjectNode row = Json.MAPPER.createObjectNode();
        for (int i = 0; i < columns.size(); i++) {
          row.set(columns.path(i).path("name").asText(), values.path(i));
        }
        rows.add(row);
      }
    }
    return ofObjects(rows);
  }

  static JsonNode ofObjects(Iterable<JsonNode> rows) {
    List<AccessLogs.Group> groups = new ArrayList<>();
    for (JsonNode row : rows) {
      groups.add(
          new AccessLogs.Group(
              row.path("Table").asText(""),
              row.path("HttpStatus").asInt(),
              row.path("ServerStatus").asText(""),
              row.path("ErrorInfo").asText(""),
              row.path("ServerRouted").asText(""),
              row.path("Pool").asText(""),
              row.path("Setting").asText(""),
              row.path("LatencySeconds").asDouble(),
              row.path("Requests").asLong()));
    }
    return Json.tree(new AccessLogs(groups));
  }
}
