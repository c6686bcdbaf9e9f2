package io.gatewayresponder.lab.bus.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The message ids seen within the duplicate detection window, oldest first. */
final class RecentIds {
  private record Seen(Instant at, long sequenceNumber) {}

  private final Duration window;
  private final Map<String, Seen> seen = new LinkedHashMap<>();

  RecentIds(Duration window) {
    this.window = window;
  }

  /** The number that the first message with this id got, if that was within the window. */
  OptionalLong find(String messageId, Instant now) {
    Iterator<Seen> oldest = seen.values().iterator();
    while (oldest.hasNext() && !oldest.next().at().plus(window).isAfter(now)) {
      oldest.remove();
    }
    Seen known = seen.get(messageId);
    return known == null ? OptionalLong.empty() : OptionalLong.of(known.sequenceNumber());
  }

  void remember(String messageId, long sequenceNumber, Instant now) {
    if (!window.isZero()) {
      seen.put(messageId, new Seen(now, sequenceNumber));
    }
  }
}
