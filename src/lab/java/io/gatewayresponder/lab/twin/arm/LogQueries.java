package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.LogsModel;
import io.gatewayresponder.lab.twin.logs.LogDocuments;
import io.gatewayresponder.lab.twin.logs.QueryErrors;
import java.util.List;

/**
 * The log query service. In Azure it has an address of its own; here it stands behind the same
 * door. It knows a workspace by its customer id, and asks for the right to query the workspace and
 * each table that the query names.
 */
final class LogQueries {
  private static final String ACTION = LogDocuments.WORKSPACE_TYPE + "/query/";

  private final ArmRoom room;
  private final LogsModel logs;

  private LogQueries(ArmRoom room, LogsModel logs) {
    this.room = room;
    this.logs = logs;
  }

  static List<Route> of(ArmRoom room, LogsModel logs) {
    LogQueries queries = new LogQueries(room, logs);
    return List.of(
        Route.elsewhere(
            "POST", "/v1/workspaces/{customer}/query", ACTION + "read", queries::query));
  }

  private ArmResponse query(ArmRequest request) {
    String workspace = workspace(request.name("customer"));
    require(request, "read", workspace);
    JsonNode body = request.body();
    if (body == null || !body.path("query").isTextual()) {
      throw QueryErrors.badArgument("QueryValidationError", "The request has no query");
    }
    if (!body.path("workspaces").isEmpty()) {
      throw new ArmError(
          501, "NotSimulated", "The lab's Log Analytics does not query several workspaces at once");
    }
    String query = body.path("query").asText();
    for (String table : logs.tables(query)) {
      require(request, table + "/read", workspace);
    }
    return ArmResponse.ok(logs.query(workspace, query, body.path("timespan").asText("")));
  }

  private String workspace(String customerId) {
    return room.estate().ofType(LogDocuments.WORKSPACE_TYPE).stream()
        .filter(
            one -> one.path("properties").path("customerId").asText().equalsIgnoreCase(customerId))
        .map(one -> one.path("id").asText())
        .findFirst()
        .orElseThrow(QueryErrors::pathNotFound);
  }

  private static void require(ArmRequest request, String what, String workspace) {
    if (!request.rights().have(ACTION + what, workspace)) {
      throw QueryErrors.insufficientAccess();
    }
  }
}
