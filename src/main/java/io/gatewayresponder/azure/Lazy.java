package io.gatewayresponder.azure;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a thing when it is first needed, once. Clients cost start-up time, and the first alert
 * after a cold start needs only the table and the queue.
 */
final class Lazy<T> {
  private final Supplier<T> maker;
  private @Nullable T made;

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  /** The thing; when making it failed, the next caller tries again. */
  synchronized T get() {
    T thing = made;
    if (thing == null) {
      thing = maker.get();
      made = thing;
    }
    return thing;
  }

  /** Does something with the thing, if there is one. */
  synchronized void ifMade(Consumer<T> then) {
    if (made != null) {
      then.accept(made);
    }
  }
}
