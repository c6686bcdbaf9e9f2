package io.gatewayresponder.lab.twin.logs;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The time that a query's {@code timespan} allows; rows outside are as good as not there. */
record Span(Instant from, Instant to) {
  private static final Span ALWAYS = new Span(Instant.MIN, Instant.MAX);

  /** Such as {@code PT1H}, {@code start/end}, {@code start/PT1H} or {@code PT1H/end}. */
  static Span of(String timespan, Instant now) {
    if (timespan.isEmpty()) {
      return ALWAYS;
    }
    try {
      String[] parts = timespan.split("/", 2);
      if (parts.length == 1) {
        return new Span(now.minus(Duration.parse(timespan)), now);
      }
      if (parts[0].startsWith("P")) {
        Instant end = moment(parts[1]);
        return new Span(end.minus(Duration.parse(parts[0])), end);
      }
      Instant start = moment(parts[0]);
      return new Span(
          start,
          parts[1].startsWith("P") ? start.plus(Duration.parse(parts[1])) : moment(parts[1]));
    } catch (DateTimeException | ArithmeticException e) {
      throw QueryErrors.badArgument("InvalidTimespan", "Not a time span: " + timespan);
    }
  }

  boolean holds(Instant at) {
    return !at.isBefore(from) && !at.isAfter(to);
  }

  private static Instant moment(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
