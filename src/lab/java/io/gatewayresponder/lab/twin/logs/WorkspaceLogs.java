package io.gatewayresponder.lab.twin.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.LogsModel;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import io.gatewayresponder.lab.twin.logs.kql.Kql;
import io.gatewayresponder.lab.twin.logs.kql.KqlError;
import io.gatewayresponder.lab.twin.logs.kql.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Queries of workspaces, answered from what the gateways logged. */
public final class WorkspaceLogs implements LogsModel {
  /** Azure's own limit is 500,000; nobody who steers a lab reads so many. */
  private static final long MOST_ROWS = 10_000;

  private final AccessLog log;
  private final Clock clock;

  public WorkspaceLogs(AccessLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  @Override
  public Set<String> tables(String query) {
    return understood(query).tables();
  }

  @Override
  public ObjectNode query(String workspaceId, String query, String timespan) {
    Kql kql = understood(query);
    Instant now = clock.instant();
    Span span = Span.of(timespan, now);
    String workspace = ResourceId.key(workspaceId);
    Table table;
    try {
      table = kql.run(name -> table(workspace, name, span, now), now);
    } catch (KqlError e) {
      throw QueryErrors.of(e);
    }
    ObjectNode answer = Json.object();
    answer.putArray("tables").add(table.toJson(MOST_ROWS));
    if (table.size() > MOST_ROWS) {
      answer.set("error", QueryErrors.tooManyRows(MOST_ROWS));
    }
    return answer;
  }

  private Optional<Table> table(String workspace, String name, Span span, Instant now) {
    List<AccessRecord> records = log.visible(workspace, name, now);
    List<AccessRecord> inside = records.stream().filter(one -> span.holds(one.at())).toList();
    return switch (name) {
      case DedicatedTable.NAME -> Optional.of(DedicatedTable.of(inside));
      case LegacyTable.NAME -> LegacyTable.of(records, inside);
      default -> Optional.empty();
    };
  }

  private static Kql understood(String query) {
    try {
      return Kql.parse(query);
    } catch (KqlError e) {
      throw QueryErrors.of(e);
    }
  }
}
