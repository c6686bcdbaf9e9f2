package io.gatewayresponder.lab.twin.network;

/**
 * Whether a new connection gets through, and if not, what stopped it, in words for the lab's own
 * log.
 */
public sealed interface Reach {

  record Open() implements Reach {}

  record Blocked(String by) implements Reach {}

  default boolean isOpen() {
    return this instanceof Open;
  }
}
