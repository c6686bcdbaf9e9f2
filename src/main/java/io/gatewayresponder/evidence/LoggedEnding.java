package io.gatewayresponder.evidence;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a failed request ended, as its row of the access log tells. */
public enum LoggedEnding {
  /** There was no back end to send it to. */
  NO_LIVE_SERVER,
  /** The back end took longer than the setting's request time-out. */
  TIMED_OUT,
  /** The back end closed the connection before it had answered. */
  CLOSED,
  /** The back end answered with a server error of its own. */
  SERVER_ERROR,
  /** The row does not tell. */
  OTHER;

  /** Latencies are logged in whole seconds, rounded down, and a time-out ends a little late. */
  private static final double ABOUT_SECONDS = 1.0;

  private static final double INSTANT_SECONDS = 1.0;
  private static final String PREFIX = "ERRORINFO_";
  private static final Pattern LAST_STATUS = Pattern.compile("(\\d{3})\\D*$");

  /**
   * The gateway's own word decides; of rows without one (older tables have no such column) the
   * status, the server and the latency do. Rows of the first generation have none of these, so that
   * their absence says nothing.
   *
   * @param timeoutSeconds the request time-out of the setting; zero when not known
   */
  public static LoggedEnding of(
      AccessLogs.Group group, Gateway.Generation generation, int timeoutSeconds) {
    String word = word(group.errorInfo());
    if (word.startsWith("UPSTREAM_NO_LIVE")) {
      return NO_LIVE_SERVER;
    }
    if (word.startsWith("UPSTREAM_TIMED_OUT")) {
      return TIMED_OUT;
    }
    if (word.startsWith("UPSTREAM_CLOSED_CONNECTION")) {
      return CLOSED;
    }
    if (!word.isEmpty()) {
      return OTHER;
    }
    if (timeoutSeconds > 0 && group.latencySeconds() >= timeoutSeconds) {
      // The gateway does not wait any longer, so no answer of the server's comes after that.
      return TIMED_OUT;
    }
    OptionalInt status = serverStatus(group);
    if (status.isPresent()) {
      return status.getAsInt() >= 500 ? SERVER_ERROR : OTHER;
    }
    if (isAtTimeout(group, timeoutSeconds)) {
      return TIMED_OUT;
    }
    return generation == Gateway.Generation.V2 && wasRefusedAtOnce(group) ? NO_LIVE_SERVER : OTHER;
  }

  private static boolean wasRefusedAtOnce(AccessLogs.Group group) {
    return (group.httpStatus() == 502 || group.httpStatus() == 503)
        && group.serverRouted().isEmpty()
        && group.latencySeconds() == 0;
  }

  /** What the back end answered last; nothing when it did not. */
  public static OptionalInt serverStatus(AccessLogs.Group group) {
    Matcher status = LAST_STATUS.matcher(group.serverStatus());
    return status.find() ? OptionalInt.of(Integer.parseInt(status.group(1))) : OptionalInt.empty();
  }

  /** A word for the fingerprint: client's status, server's status, error, latency class. */
  static String word(AccessLogs.Group group, int timeoutSeconds) {
    String error = word(group.errorInfo());
    return "%d/%s/%s/%s"
        .formatted(
            group.httpStatus(),
            serverStatus(group).isPresent() ? serverStatus(group).getAsInt() : "-",
            error.isEmpty() ? "-" : error,
            isAtTimeout(group, timeoutSeconds)
                ? "time-out"
                : group.latencySeconds() < INSTANT_SECONDS ? "instant" : "slow");
  }

  private static boolean isAtTimeout(AccessLogs.Group group, int timeoutSeconds) {
    return timeoutSeconds > 0 && Math.abs(group.latencySeconds() - timeoutSeconds) <= ABOUT_SECONDS;
  }

  /** The gateway's word without its prefix and without anything that is no word; empty for none. */
  private static String word(String errorInfo) {
    String word = errorInfo.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "");
    word = word.startsWith(PREFIX) ? word.substring(PREFIX.length()) : word;
    return word.equals("NO_ERROR") ? "" : word;
  }
}
