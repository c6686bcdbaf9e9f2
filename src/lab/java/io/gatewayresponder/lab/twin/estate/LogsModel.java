package io.gatewayresponder.lab.twin.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The logs that lie in workspaces, as the log query service answers about them. */
public interface LogsModel {
  /**
   * The tables that a query names, there or not: what a right is needed for.
   *
   * @throws ArmError when the text is no query
   */
  Set<String> tables(String query);

  /**
   * The body of {@code POST /v1/workspaces/{customerId}/query}.
   *
   * @param workspaceId the workspace's resource id
   * @param timespan an ISO 8601 duration or interval; empty for all there is
   * @throws ArmError for a query that cannot be answered
   */
  ObjectNode query(String workspaceId, String query, String timespan);
}
