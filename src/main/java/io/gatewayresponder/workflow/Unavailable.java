package io.gatewayresponder.workflow;

/**
 * Storage or the bus cannot be used now. Whoever asked should ask again: everything that was done
 * so far may be done again.
 */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
