package io.gatewayresponder.lab.twin.servers;

import java.time.Duration;

/** What a server sends back, and how long it takes. */
public record Answer(int status, Duration latency, String body) {

  /** A quick web server: 20 ms is what a page from the same region takes. */
  public static final Answer OK = new Answer(200, Duration.ofMillis(20), "ok");

  public Answer(int status, Duration latency) {
    this(status, latency, "");
  }
}
