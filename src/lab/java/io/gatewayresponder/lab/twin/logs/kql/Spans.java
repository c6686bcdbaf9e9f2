package io.gatewayresponder.lab.twin.logs.kql;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Lengths of time as the language writes them. */
final class Spans {
  private static final Map<String, Duration> UNITS =
      Map.of(
          "d", Duration.ofDays(1),
          "h", Duration.ofHours(1),
          "m", Duration.ofMinutes(1),
          "s", Duration.ofSeconds(1),
          "ms", Duration.ofMillis(1));

  private Spans() {}

  /** Such as one and {@code h}; empty when that is no unit. */
  static Optional<Duration> of(double number, String unit) {
    return Optional.ofNullable(UNITS.get(unit))
        .map(one -> Duration.ofMillis(Math.round(number * one.toMillis())));
  }

  /** Such as {@code 1.02:03:04} for a day and two hours and more. */
  static String show(Duration length) {
    Duration positive = length.abs();
    String days = positive.toDays() == 0 ? "" : positive.toDays() + ".";
    String clock =
        "%02d:%02d:%02d"
            .formatted(positive.toHoursPart(), positive.toMinutesPart(), positive.toSecondsPart());
    return (length.isNegative() ? "-" : "") + days + clock;
  }
}
