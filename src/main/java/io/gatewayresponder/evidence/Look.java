package io.gatewayresponder.evidence;

import java.util.Optional;
import java.util.function.Function;

/**
 * What came of looking at something: it was found, or it could not be read and why. "Could not
 * look" is an answer, not an exception: it reaches the incident and the person who reads it.
 */
public sealed interface Look<T> {
  /** Why something could not be read. */
  enum Why {
    /** The identity may not read it (403), or is not known (401). */
    FORBIDDEN("not allowed to read"),
    /** There is no such thing (404). */
    NOT_FOUND("does not exist"),
    /** No answer within the time-out. */
    TIMED_OUT("did not answer in time"),
    /** No connection, or the service is unavailable or throttles beyond patience. */
    UNREACHABLE("could not be reached"),
    /** The service refuses the question in the present state (409, 400). */
    REFUSED("refused the question"),
    /** An answer came that cannot be understood. */
    MALFORMED("answered in a form that is not understood");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  record Found<T>(T value) implements Look<T> {}

  /**
   * @param what the thing in a person's words, such as {@code network security group web-nsg}
   * @param detail what the service said; text from outside, so data and never markup
   */
  record Unreadable<T>(Why why, String what, String detail) implements Look<T> {
    /** One sentence for a person. */
    public String sentence() {
      return what + ": " + why.words() + (detail.isEmpty() ? "" : " (" + detail + ")");
    }

    /** The same answer about a thing of another kind. */
    public <R> Unreadable<R> as() {
      return new Unreadable<>(why, what, detail);
    }
  }

  static <T> Look<T> found(T value) {
    return new Found<>(value);
  }

  default Optional<T> asFound() {
    return this instanceof Found<T> found ? Optional.of(found.value()) : Optional.empty();
  }

  default <R> Look<R> map(Function<? super T, ? extends R> reading) {
    return flatMap(value -> new Found<>(reading.apply(value)));
  }

  default <R> Look<R> flatMap(Function<? super T, ? extends Look<R>> reading) {
    if (this instanceof Found<T> found) {
      return reading.apply(found.value());
    }
    return ((Unreadable<T>) this).as();
  }
}
