package io.gatewayresponder.lab.bus.amqp;

import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;

/**
 * The errors that Service Bus answers with; the SDK decides by their names whether to try again.
 */
final class Conditions {
  static final Symbol TIMEOUT = Symbol.valueOf("com.microsoft:timeout");
  static final Symbol MESSAGE_LOCK_LOST = Symbol.valueOf("com.microsoft:message-lock-lost");
  static final Symbol SESSION_LOCK_LOST = Symbol.valueOf("com.microsoft:session-lock-lost");
  static final Symbol SESSION_CANNOT_BE_LOCKED =
      Symbol.valueOf("com.microsoft:session-cannot-be-locked");
  static final Symbol MESSAGE_NOT_FOUND = Symbol.valueOf("com.microsoft:message-not-found");
  static final Symbol NOT_FOUND = Symbol.valueOf("amqp:not-found");
  static final Symbol NOT_ALLOWED = Symbol.valueOf("amqp:not-allowed");
  static final Symbol NOT_IMPLEMENTED = Symbol.valueOf("amqp:not-implemented");
  static final Symbol DECODE_ERROR = Symbol.valueOf("amqp:decode-error");

  private Conditions() {}

  static ErrorCondition because(Symbol condition, String description) {
    return new ErrorCondition(condition, description);
  }
}
