package io.gatewayresponder.lab.twin.logs;

import io.gatewayresponder.lab.twin.logs.kql.Table;
import io.gatewayresponder.lab.twin.logs.kql.Type;
import io.gatewayresponder.lab.twin.logs.kql.Value;
import java.util.List;
import java.util.Locale;

/**
 * The table AGWAccessLogs with its documented columns. It is part of every workspace's schema, so a
 * query finds it also where nothing was ever written.
 */
final class DedicatedTable {
  static final String NAME = "AGWAccessLogs";

  private static final LogTable COLUMNS =
      new LogTable()
          .add("TimeGenerated", Type.DATETIME, record -> Value.moment(record.at()))
          .text("_ResourceId", record -> record.gatewayId().toLowerCase(Locale.ROOT))
          .add("HttpStatus", Type.INT, record -> Value.whole(record.httpStatus(), Type.INT))
          .add("ServerStatus", Type.INT, DedicatedTable::serverStatus)
          .text("ErrorInfo", record -> record.upstream().errorInfo())
          .text("ServerRouted", AccessRecord::routed)
          .text("BackendPoolName", record -> record.asked().pool())
          .text("BackendSettingName", record -> record.asked().setting())
          .text("ListenerName", record -> record.asked().listener())
          .text("RuleName", record -> record.asked().rule())
          .text("Host", AccessRecord::host)
          .text("OriginalHost", record -> record.asked().host())
          .text("HttpMethod", record -> Client.METHOD)
          .text("HttpVersion", record -> Client.VERSION)
          .text("RequestUri", record -> record.asked().path())
          .text("OriginalRequestUriWithArgs", record -> record.asked().path())
          .text("ClientIp", record -> Client.ADDRESS)
          .text("UserAgent", record -> Client.AGENT)
          .text("SslEnabled", record -> record.asked().tls() ? "on" : "off")
          .real("ServerResponseLatency", record -> record.upstream().latencySeconds())
          .real("TimeTaken", record -> record.upstream().latencySeconds())
          .text("OperationName", record -> Client.OPERATION)
          .text("InstanceId", record -> Client.INSTANCE)
          .text("SourceSystem", record -> "Azure")
          .text("Type", record -> NAME)
          .empty(
              Type.STRING,
              "RequestQuery",
              "TransactionId",
              "SslCipher",
              "SslProtocol",
              "WafMode",
              "WafPolicyId")
          .empty(Type.INT, "ClientPort", "UpstreamSourcePort", "ReceivedBytes", "SentBytes")
          .empty(
              Type.REAL,
              "ClientResponseTime",
              "ServerConnectTime",
              "ServerHeaderTime",
              "WafEvaluationTime");

  private DedicatedTable() {}

  static Table of(List<AccessRecord> records) {
    return COLUMNS.of(records);
  }

  private static Value serverStatus(AccessRecord record) {
    return record.upstream().status().isPresent()
        ? Value.whole(record.upstream().status().getAsInt(), Type.INT)
        : Value.none(Type.INT);
  }
}
