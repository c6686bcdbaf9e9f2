package io.gatewayresponder.lab.twin.network;

/** Whether a new connection gets through, and if not, what stopped it. */
public sealed interface Reach {

  /** What kind of thing stops connections. */
  enum Obstacle {
    USER_RULE,
    DEFAULT_RULE,
    USER_ROUTE,
    SYSTEM_ROUTE,
    NO_SUCH_PLACE
  }

  /** On which part of the way. */
  enum Leg {
    LEAVING,
    ARRIVING,
    COMING_BACK
  }

  record Open() implements Reach {}

  /**
   * Stopped.
   *
   * @param by in words for the lab's own log
   * @param name of the rule or route
   */
  record Blocked(String by, Obstacle obstacle, String name, Leg leg) implements Reach {
    Blocked on(Leg other) {
      return new Blocked(by, obstacle, name, other);
    }
  }

  default boolean isOpen() {
    return this instanceof Open;
  }
}
