package io.gatewayresponder.lab.bus.queue;

/** A message without a session id was sent to a queue that requires sessions. */
public final class SessionRequiredException extends RuntimeException {
  SessionRequiredException(String queue) {
    super("The queue " + queue + " requires sessions: a message needs a session id.");
  }
}
