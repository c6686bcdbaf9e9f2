package io.gatewayresponder.lab.twin.logs;

import io.gatewayresponder.lab.twin.logs.kql.Table;
import io.gatewayresponder.lab.twin.logs.kql.Type;
import io.gatewayresponder.lab.twin.logs.kql.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The table AzureDiagnostics, in which every kind of resource has its columns, with the type at the
 * end of their names. It comes into being with its first record, and a column of a resource's own
 * with the first record that carries it; a record carries no fields that would be empty. Ids are in
 * upper case.
 */
final class LegacyTable {
  static final String NAME = "AzureDiagnostics";

  private LegacyTable() {}

  /**
   * The table; empty when nothing was written yet.
   *
   * @param written everything, which decides what columns there are
   * @param shown what is asked for
   */
  static Optional<Table> of(List<AccessRecord> written, List<AccessRecord> shown) {
    return written.isEmpty() ? Optional.empty() : Optional.of(columns(written).of(shown));
  }

  private static LogTable columns(List<AccessRecord> records) {
    LogTable table =
        new LogTable()
            .add("TimeGenerated", Type.DATETIME, record -> Value.moment(record.at()))
            .text("ResourceId", record -> record.gatewayId().toUpperCase(Locale.ROOT))
            .text("_ResourceId", record -> record.gatewayId().toLowerCase(Locale.ROOT))
            .text("Resource", record -> name(record).toUpperCase(Locale.ROOT))
            .text("ResourceProvider", record -> "MICROSOFT.NETWORK")
            .text("ResourceType", record -> "APPLICATIONGATEWAYS")
            .text("Category", record -> LogDocuments.ACCESS_LOG)
            .text("OperationName", record -> Client.OPERATION)
            .text("Type", record -> NAME)
            .real("httpStatus_d", record -> (double) record.httpStatus())
            .real("timeTaken_d", record -> record.upstream().latencySeconds())
            .text("serverResponseLatency_s", LegacyTable::latency)
            .text("error_info_s", record -> record.upstream().errorInfo())
            .text("httpMethod_s", record -> Client.METHOD)
            .text("requestUri_s", record -> record.asked().path())
            .text("clientIP_s", record -> Client.ADDRESS)
            .text("userAgent_s", record -> Client.AGENT)
            .text("instanceId_s", record -> Client.INSTANCE)
            .text("listenerName_s", record -> record.asked().listener())
            .text("sslEnabled_s", record -> record.asked().tls() ? "on" : "off");
    if (any(records, record -> record.upstream().status().isPresent())) {
      table.text("serverStatus_s", LegacyTable::serverStatus);
    }
    if (any(records, record -> !record.routed().isEmpty())) {
      table.text("serverRouted_s", AccessRecord::routed);
    }
    if (any(records, record -> !record.asked().pool().isEmpty())) {
      table
          .text("backendPoolName_s", record -> record.asked().pool())
          .text("backendSettingName_s", record -> record.asked().setting());
    }
    if (any(records, record -> !record.asked().rule().isEmpty())) {
      table.text("ruleName_s", record -> record.asked().rule());
    }
    if (any(records, record -> !record.asked().host().isEmpty())) {
      table.text("originalHost_s", record -> record.asked().host());
    }
    return any(records, record -> !record.host().isEmpty())
        ? table.text("host_s", AccessRecord::host)
        : table;
  }

  private static boolean any(List<AccessRecord> records, Predicate<AccessRecord> carries) {
    return records.stream().anyMatch(carries);
  }

  private static String name(AccessRecord record) {
    return record.gatewayId().substring(record.gatewayId().lastIndexOf('/') + 1);
  }

  private static String serverStatus(AccessRecord record) {
    return record.upstream().status().isPresent()
        ? Integer.toString(record.upstream().status().getAsInt())
        : "";
  }

  /** A text here, with three digits after the point, as in the recorded log. */
  private static String latency(AccessRecord record) {
    return String.format(Locale.ROOT, "%.3f", record.upstream().latencySeconds());
  }
}
