package io.gatewayresponder.lab.twin.logs;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a request ended behind the gateway, in the access log's words.
 *
 * @param errorInfo the log's own word for it
 * @param status what the server answered; empty when it did not
 * @param latency how long the gateway waited for the server
 */
public record Upstream(String errorInfo, OptionalInt status, Duration latency) {
  /** Also for an error that the server made itself and the gateway only passed on. */
  private static final String NO_ERROR = "ERRORINFO_NO_ERROR";

  private static final String NO_LIVE = "ERRORINFO_UPSTREAM_NO_LIVE";
  private static final String TIMED_OUT = "ERRORINFO_UPSTREAM_TIMED_OUT";
  private static final String CLOSED = "ERRORINFO_UPSTREAM_CLOSED_CONNECTION";

  /** The server answered. */
  public static Upstream answered(int status, Duration latency) {
    return new Upstream(NO_ERROR, OptionalInt.of(status), latency);
  }

  /** The gateway answered by itself, with a redirect say. */
  public static Upstream notAsked() {
    return new Upstream(NO_ERROR, OptionalInt.empty(), Duration.ZERO);
  }

  /**
   * No server could be used: none is healthy, or the gateway got no connection to the one it chose.
   * That the second is logged like the first is a modelling choice; only the first is documented.
   */
  public static Upstream noneLive() {
    return new Upstream(NO_LIVE, OptionalInt.empty(), Duration.ZERO);
  }

  /** The server was reached and its answer did not come within the setting's time-out. */
  public static Upstream timedOut(Duration timeout) {
    return new Upstream(TIMED_OUT, OptionalInt.empty(), timeout);
  }

  /** The server closed the connection before it had answered in full. */
  public static Upstream closed(Duration after) {
    return new Upstream(CLOSED, OptionalInt.empty(), after);
  }

  double latencySeconds() {
    return latency.toMillis() / 1000.0;
  }
}
