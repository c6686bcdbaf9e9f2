package io.gatewayresponder.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpPipeline;
import com.azure.core.util.Context;
import com.azure.monitor.query.LogsQueryClient;
import com.azure.monitor.query.LogsQueryClientBuilder;
import com.azure.monitor.query.models.LogsQueryOptions;
import com.azure.monitor.query.models.LogsQueryResult;
import com.azure.monitor.query.models.LogsQueryResultStatus;
import com.azure.monitor.query.models.LogsTable;
import com.azure.monitor.query.models.LogsTableCell;
import com.azure.monitor.query.models.LogsTableRow;
import com.azure.monitor.query.models.QueryTimeInterval;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.AccessLogs;
import io.gatewayresponder.evidence.AccessLogs.Group;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The access log of a gateway in one Log Analytics workspace. Logs have an endpoint of their own
 * beside ARM, and tokens for it. A part of an answer is no answer: the group that tells the cause
 * may be in the part that is missing.
 */
final class LogsLook {
  /** What a workspace's document is read by. */
  static final String WORKSPACE_API = "2023-09-01";

  /** The whole answer: a query over an hour takes a second, and a triage is to be done in a few. */
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  /** What the service gives itself, so that it says what it could not do before we hang up. */
  private static final Duration SERVER_TIMEOUT = Duration.ofSeconds(8);

  private static final String WORKSPACE_TYPE = "Microsoft.OperationalInsights/workspaces";

  /** A workspace's own id goes into an address. */
  private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** A name in a log is text from outside. */
  private static final int MAX_TEXT = 300;

  private final LogsQueryClient client;

  LogsLook(HttpPipeline pipeline, URI endpoint) {
    // The SDK takes the version for a part of the endpoint.
    this.client =
        new LogsQueryClientBuilder().endpoint(endpoint + "/v1").pipeline(pipeline).buildClient();
  }

  /** The id by which the logs' endpoint knows a workspace. */
  static Look<String> customerId(ResourceId workspace, JsonNode document) {
    String id = document.path("properties").path("customerId").asText("").toLowerCase(Locale.ROOT);
    return workspace.isType(WORKSPACE_TYPE) && GUID.matcher(id).matches()
        ? Look.found(id)
        : new Look.Unreadable<>(
            Look.Why.MALFORMED, Names.of(workspace), "it has no workspace id of its own");
  }

  Look<AccessLogs> read(String what, ResourceId gateway, String customerId) {
    LogsQueryOptions options =
        new LogsQueryOptions().setServerTimeout(SERVER_TIMEOUT).setAllowPartialErrors(true);
    try {
      LogsQueryResult result =
          client
              .queryWorkspaceWithResponse(
                  customerId,
                  AccessLogQuery.of(gateway),
                  QueryTimeInterval.LAST_1_HOUR,
                  options,
                  Context.NONE)
              .getValue();
      return read(what, result);
    } catch (HttpResponseException e) {
      return SdkRefusal.look(what, e);
    } catch (RuntimeException e) {
      ArmAnswer.Silent silent = ArmCalls.silence(e);
      return new Look.Unreadable<>(silent.why(), what, silent.detail());
    }
  }

  private static Look<AccessLogs> read(String what, LogsQueryResult result) {
    if (result.getQueryResultStatus() != LogsQueryResultStatus.SUCCESS) {
      String message = result.getError() == null ? "" : ": " + result.getError().getMessage();
      return new Look.Unreadable<>(
          Look.Why.REFUSED,
          what,
          ArmError.clip(
              "only a part of the log could be searched" + message, ArmError.MAX_MESSAGE));
    }
    List<LogsTable> tables = result.getAllTables();
    if (tables == null || tables.isEmpty()) {
      return new Look.Unreadable<>(Look.Why.MALFORMED, what, "an answer without a table");
    }
    return Look.found(
        new AccessLogs(
            tables.get(0).getRows().stream()
                .limit(AccessLogQuery.MOST_GROUPS)
                .map(LogsLook::group)
                .toList()));
  }

  private static Group group(LogsTableRow row) {
    return new Group(
        text(row, "Table"),
        number(row, "HttpStatus", LogsTableCell::getValueAsInteger).orElse(0),
        text(row, "ServerStatus"),
        text(row, "ErrorInfo"),
        text(row, "ServerRouted"),
        text(row, "Pool"),
        text(row, "Setting"),
        number(row, "LatencySeconds", LogsTableCell::getValueAsDouble).orElse(0.0),
        number(row, "Requests", LogsTableCell::getValueAsLong).orElse(0L));
  }

  private static String text(LogsTableRow row, String column) {
    return row.getColumnValue(column)
        .map(LogsTableCell::getValueAsString)
        .map(value -> ArmError.clip(value, MAX_TEXT))
        .orElse("");
  }

  private static <N extends Number> Optional<N> number(
      LogsTableRow row, String column, Function<LogsTableCell, N> reading) {
    return row.getColumnValue(column).map(reading);
  }
}
