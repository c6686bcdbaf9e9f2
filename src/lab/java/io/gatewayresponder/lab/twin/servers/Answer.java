package io.gatewayresponder.lab.twin.servers;

import java.time.Duration;

/**
 * What a server sends back, and how long it takes.
 *
 * @param closes whether it closes the connection instead, when the latency is over: an application
 *     that breaks while it answers
 */
public record Answer(int status, Duration latency, String body, boolean closes) {

  /** A quick web server: 20 ms is what a page from the same region takes. */
  public static final Answer OK = new Answer(200, Duration.ofMillis(20), "ok");

  /** A connection that is closed without an answer, as quickly as an answer comes. */
  public static final Answer CLOSING = new Answer(OK.status(), OK.latency(), "", true);

  public Answer(int status, Duration latency, String body) {
    this(status, latency, body, false);
  }

  public Answer(int status, Duration latency) {
    this(status, latency, "");
  }
}
