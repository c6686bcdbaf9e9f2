package io.gatewayresponder.console;

import io.gatewayresponder.incident.State;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How states and times are said to a person. */
final class Words {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Words() {}

  static String at(@Nullable Instant instant) {
    return instant == null ? "" : UTC.format(instant);
  }

  static String state(State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The style class of the state's chip: to act on, good, bad, running, idle. */
  static String tone(State state) {
    return switch (state) {
      case AWAITING_APPROVAL, ESCALATED -> "act";
      case RESOLVED, RECOVERED, NO_FAULT_FOUND -> "good";
      case NOT_RESOLVED -> "bad";
      case RECEIVED, TRIAGING, APPROVED, EXECUTING, VERIFYING -> "run";
      case REJECTED, EXPIRED -> "idle";
    };
  }
}
