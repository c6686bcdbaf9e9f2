package io.gatewayresponder.evidence;

import java.util.List;

/**
 * The access log of a gateway's last hour in one workspace, grouped: what was answered and how
 * often. Requests that were answered below 500 are one group for each table.
 */
public record AccessLogs(List<Group> groups) {
  /**
   * Requests that ended alike.
   *
   * @param table {@code AGWAccessLogs} or {@code AzureDiagnostics}
   * @param httpStatus what the client got
   * @param serverStatus what the back end answered; empty when it did not
   * @param errorInfo the gateway's own word, such as {@code ERRORINFO_UPSTREAM_TIMED_OUT}; empty
   *     when the table has none
   * @param serverRouted address and port of the back end; empty when none was chosen
   * @param pool the pool's name; empty when not logged
   * @param setting the HTTP setting's name; empty when not logged
   * @param latencySeconds how long the back end took, rounded down to whole seconds
   * @param requests how many
   */
  public record Group(
      String table,
      int httpStatus,
      String serverStatus,
      String errorInfo,
      String serverRouted,
      String pool,
      String setting,
      double latencySeconds,
      long requests) {}

  public AccessLogs {
    groups = List.copyOf(groups);
  }
}
