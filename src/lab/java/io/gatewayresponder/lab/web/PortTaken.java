package io.gatewayresponder.lab.web;

/** Somebody else listens on a port that we were told to use. */
public final class PortTaken extends RuntimeException {
  private final int port;

  public PortTaken(int port, Throwable cause) {
    super("Port " + port + " of 127.0.0.1 is taken", cause);
    this.port = port;
  }

  public int port() {
    return port;
  }
}
