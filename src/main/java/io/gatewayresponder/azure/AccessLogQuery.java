package io.gatewayresponder.azure;

import io.gatewayresponder.evidence.ResourceId;

/**
 * The one question that is put to a log workspace: how the requests of a gateway's last hour ended,
 * grouped. A workspace holds access logs in one of two tables, by how the gateway's diagnostic
 * setting writes them, and in both when that was changed. Either table may be missing ({@code
 * isfuzzy}); columns of the older one exist only once a record carried them, which a fuzzy union
 * does not forgive ({@code column_ifexists}). Requests that were answered below 500 are one group
 * for each table, so that the answer stays small however busy the gateway is.
 */
final class AccessLogQuery {
  /** Groups of failing requests; a fault that shows shows among the most frequent. */
  static final int MOST_GROUPS = 500;

  private static final String TEMPLATE =
      """
      union isfuzzy=true
        (AGWAccessLogs | where TimeGenerated > ago(1h) | where _ResourceId =~ ${gateway}
          | project Table='AGWAccessLogs', HttpStatus=toint(HttpStatus), ServerStatus=tostring(ServerStatus),
            ErrorInfo=tostring(column_ifexists('ErrorInfo','')), ServerRouted=tostring(ServerRouted),
            Pool=tostring(BackendPoolName), Setting=tostring(BackendSettingName),
            Latency=todouble(ServerResponseLatency)),
        (AzureDiagnostics | where TimeGenerated > ago(1h) | where Category == 'ApplicationGatewayAccessLog'
          | where ResourceId =~ ${gateway}
          | project Table='AzureDiagnostics', HttpStatus=toint(column_ifexists('httpStatus_d',0.0)),
            ServerStatus=tostring(column_ifexists('serverStatus_s','')),
            ErrorInfo=tostring(column_ifexists('error_info_s','')),
            ServerRouted=tostring(column_ifexists('serverRouted_s','')),
            Pool=tostring(column_ifexists('backendPoolName_s','')),
            Setting=tostring(column_ifexists('backendSettingName_s','')),
            Latency=todouble(column_ifexists('serverResponseLatency_s','')))
      | extend Fails = HttpStatus >= 500
      | summarize Requests=count() by Table, HttpStatus=iff(Fails, HttpStatus, 0),
          ServerStatus=iff(Fails, ServerStatus, ''), ErrorInfo=iff(Fails, ErrorInfo, ''),
          ServerRouted=iff(Fails, ServerRouted, ''), Pool=iff(Fails, Pool, ''),
          Setting=iff(Fails, Setting, ''), LatencySeconds=iff(Fails, bin(Latency, 1.0), 0.0)
      | top 500 by Requests
      """;

  private AccessLogQuery() {}

  static String of(ResourceId gateway) {
    return TEMPLATE.replace("${gateway}", literal(gateway.toString()));
  }

  /**
   * A text as a KQL literal. A resource group's name may hold a quotation mark; it and the
   * backslash are written with a backslash before them, and what is not plain ASCII by its number,
   * so that no text can end the literal and go on as a query.
   */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '\\') {
        literal.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        literal.append("\\u%04x".formatted((int) c));
      } else {
        literal.append(c);
      }
    }
    return literal.append('\'').toString();
  }
}
