package io.gatewayresponder.lab.fault;

/**
 * What puts a fault right.
 *
 * @param by who does
 * @param why a sentence, where it is not a write of the responder's; else empty
 */
public record Remedy(By by, String why) {
  /** A write that the responder may make. */
  static final Remedy A_WRITE = new Remedy(By.A_WRITE, "");

  /** Who. */
  public enum By {
    /** A change of the gateway, its network's rules or an app's configuration. */
    A_WRITE,
    /** Nobody: it ends by itself. */
    TIME,
    /** A person, at a place that the responder does not reach. */
    A_PERSON
  }

  static Remedy time(String why) {
    return new Remedy(By.TIME, why);
  }

  static Remedy person(String why) {
    return new Remedy(By.A_PERSON, why);
  }
}
