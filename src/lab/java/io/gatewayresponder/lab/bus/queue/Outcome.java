package io.gatewayresponder.lab.bus.queue;

import java.util.Map;

/** How a receiver settles a message that it holds. */
public sealed interface Outcome {
  /** Done: the message leaves the queue. */
  record Completed() implements Outcome {}

  /**
   * Failed: the message comes again with its delivery count raised, or is dead-lettered when that
   * was the last try.
   */
  record Abandoned(Map<String, Object> properties) implements Outcome {}

  /** Not looked at: the message comes again and the delivery does not count. */
  record Released() implements Outcome {}

  /** Cannot be handled by anyone: the message goes to the dead-letter queue. */
  record DeadLettered(Map<String, Object> properties) implements Outcome {}
}
