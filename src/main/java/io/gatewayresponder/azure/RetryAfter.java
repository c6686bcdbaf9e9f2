package io.gatewayresponder.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The time after which a service wants to be asked again. */
final class RetryAfter {
  /** A day: more is a mistake, and would overflow what waits for it. */
  private static final long MAX_SECONDS = 24 * 3600;

  private RetryAfter() {}

  /** Seconds or an HTTP date; nothing when absent or not understood. Never negative. */
  static Optional<Duration> of(HttpHeaders headers) {
    String value = headers.getValue(HttpHeaderName.RETRY_AFTER);
    if (value == null) {
      return Optional.empty();
    }
    if (value.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(value), MAX_SECONDS)));
    }
    try {
      ZonedDateTime until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      long seconds = Duration.between(ZonedDateTime.now(until.getZone()), until).toSeconds();
      return Optional.of(Duration.ofSeconds(Math.max(0, Math.min(seconds, MAX_SECONDS))));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
