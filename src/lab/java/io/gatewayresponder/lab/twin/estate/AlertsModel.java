package io.gatewayresponder.lab.twin.estate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The alerts that fired, as the alerts management service lists them. */
public interface AlertsModel {
  /**
   * The body of {@code GET
   * /subscriptions/{subscription}/providers/Microsoft.AlertsManagement/alerts}.
   *
   * @param query the request's parameters, decoded, as they came (targetResource, monitorCondition,
   *     alertState …)
   * @throws ArmError for an unknown filter value and the like
   */
  ObjectNode alerts(String subscription, Map<String, String> query);
}
