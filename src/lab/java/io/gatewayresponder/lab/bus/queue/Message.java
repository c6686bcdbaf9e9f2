package io.gatewayresponder.lab.bus.queue;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message in a queue.
 *
 * @param sequenceNumber its place in the queue, unique and rising
 * @param failedDeliveries deliveries that ended without completion; what a receiver sees as
 *     delivery count
 * @param properties application properties that were added to the sender's own on the way, for
 *     example the reason for dead-lettering
 */
public record Message(
    long sequenceNumber,
    Draft draft,
    Instant enqueuedAt,
    int failedDeliveries,
    Map<String, Object> properties) {

  Message enqueued(long number, Instant at) {
    return new Message(number, draft, at, failedDeliveries, properties);
  }

  Message failed() {
    return new Message(sequenceNumber, draft, enqueuedAt, failedDeliveries + 1, properties);
  }

  Message with(Map<String, Object> more) {
    if (more.isEmpty()) {
      return this;
    }
    Map<String, Object> all = new LinkedHashMap<>(properties);
    all.putAll(more);
    return new Message(sequenceNumber, draft, enqueuedAt, failedDeliveries, all);
  }
}
