package io.gatewayresponder.incident;

import io.gatewayresponder.evidence.ResourceId;
import java.time.Instant;

/**
 * One notification of Azure Monitor about one of our gateways.
 *
 * @param id Azure's alert id; the same for Fired and Resolved
 * @param condition whether it fired or resolved
 * @param rule the alert rule's name; text from outside
 * @param metric the metric's name, such as {@code FailedRequests}
 * @param severity {@code Sev0} to {@code Sev4}
 * @param gateway the gateway it is about
 * @param at when Azure says that it fired or resolved
 */
public record Alert(
    String id,
    Condition condition,
    String rule,
    String metric,
    String severity,
    ResourceId gateway,
    Instant at) {
  /** Azure's monitor condition. */
  public enum Condition {
    FIRED,
    RESOLVED
  }
}
