package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.runbook.Subject;
import java.util.Map;

/**
 * Something of the routing that cannot work as it is.
 *
 * @param what which row it belongs to
 * @param subject the listener, the path map or the rule
 * @param facts what is wrong with it, by name
 */
record Miswired(What what, Subject subject, Map<String, String> facts) {
  /** The ways in which routing can be wrong. */
  enum What {
    LISTENER,
    PATHS,
    LEADS_NOWHERE,
    NO_LISTENER
  }
}
