package io.gatewayresponder.lab.twin.network;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was read from the documents, kept until they change: the model asks many times a second. */
public final class Cached<T> {

  private record Reading<T>(long version, T value) {}

  private final Documents documents;
  private final Function<Documents, T> read;
  private volatile @Nullable Reading<T> last;

  public Cached(Documents documents, Function<Documents, T> read) {
    this.documents = documents;
    this.read = read;
  }

  public T get() {
    Reading<T> seen = last;
    // Asked before reading: a change in between makes the next reading happen again, never stay
    // away.
    long version = documents.version();
    if (seen == null || seen.version() != version) {
      seen = new Reading<>(version, read.apply(documents));
      last = seen;
    }
    return seen.value();
  }
}
