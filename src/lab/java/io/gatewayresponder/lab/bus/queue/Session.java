package io.gatewayresponder.lab.bus.queue;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are received in order by one receiver at a time, and the state that receivers leave
 * for each other.
 */
final class Session {
  /** By sequence number: a message that comes back takes its old place again. */
  final TreeMap<Long, Message> waiting = new TreeMap<>();

  @Nullable SessionLock lock;
  @Nullable Content state;

  boolean isFree() {
    return lock == null && !waiting.isEmpty();
  }

  boolean isForgettable() {
    return lock == null && waiting.isEmpty() && state == null;
  }
}
