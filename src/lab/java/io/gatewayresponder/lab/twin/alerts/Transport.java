package io.gatewayresponder.lab.twin.alerts;

import java.io.IOException;
import java.net.URI;

/** How a notification reaches its receiver. */
public interface Transport {

  /**
   * Posts JSON and returns the HTTP status.
   *
   * @throws IOException when there was no answer: no connection, or none in time
   */
  int post(URI endpoint, String json) throws IOException, InterruptedException;
}
