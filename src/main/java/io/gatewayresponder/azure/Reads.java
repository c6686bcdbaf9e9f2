package io.gatewayresponder.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.evidence.Look;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reads of one sight: each done at most once, on the executor, and kept as a glance in the
 * order of asking.
 */
final class Reads {
  /**
   * One thing to read. Two reads with the same call are the same read.
   *
   * @param what the thing in a person's words
   * @param call method and resource; the same call always finds the same kind of thing
   * @param document what is kept of what was found, as evidence
   */
  record Read<T>(String what, String call, Supplier<Look<T>> look, Function<T, JsonNode> document) {
    /** A read that finds a document. */
    static Read<JsonNode> of(String what, String call, Supplier<Look<JsonNode>> look) {
      return new Read<>(what, call, look, Function.identity());
    }

    String key() {
      return call.toLowerCase(Locale.ROOT);
    }
  }

  private record Done<T>(Look<T> look, Glance glance) {
    static <T> Done<T> unread(Read<T> read, Instant at, long ms, Look.Unreadable<T> look) {
      return new Done<>(look, new Glance(read.what, read.call, at, ms, look.sentence(), null));
    }
  }

  /** Back-end health is the slowest: its own limit, and some for waiting for a thread. */
  private static final Duration LIMIT = BackendHealthCall.LIMIT.plusSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Reads.class);

  private final Executor executor;
  private final Clock clock;

  /** In the order of asking. Guarded by itself. */
  private final Map<String, CompletableFuture<? extends Done<?>>> started = new LinkedHashMap<>();

  Reads(Executor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /** Begins a read, unless it has begun. */
  void start(Read<?> read) {
    var unused = begin(read);
  }

  /** Begins a read, and goes on with what it found. */
  <T> void startThen(Read<T> read, Consumer<T> then) {
    var unused =
        begin(read).thenAccept(done -> done.look.asFound().ifPresent(found -> guard(then, found)));
  }

  /** Begins two reads, and goes on with what they found when both have. */
  <T, U> void startThen(Read<T> one, Read<U> other, BiConsumer<T, U> then) {
    start(other);
    startThen(one, first -> startThen(other, second -> then.accept(first, second)));
  }

  /** What goes on reads ahead; when it meets a bug, the walk reads for itself. */
  private static <T> void guard(Consumer<T> then, T found) {
    try {
      then.accept(found);
    } catch (RuntimeException e) {
      LOG.warn("reading ahead ended early", e);
    }
  }

  /** Whoever reads by the same call expects the same kind of thing. */
  @SuppressWarnings("unchecked")
  private <T> CompletableFuture<Done<T>> begin(Read<T> read) {
    CompletableFuture<Done<T>> mine = new CompletableFuture<>();
    synchronized (started) {
      CompletableFuture<? extends Done<?>> earlier = started.putIfAbsent(read.key(), mine);
      if (earlier != null) {
        return (CompletableFuture<Done<T>>) earlier;
      }
    }
    try {
      executor.execute(() -> mine.complete(run(read)));
    } catch (RejectedExecutionException e) {
      mine.complete(Done.unread(read, clock.instant(), 0, lost(read, "the responder is stopping")));
    }
    return mine;
  }

  /** Begins a read if need be, and waits for it. */
  <T> Look<T> take(Read<T> read) {
    try {
      return begin(read).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS).look;
    } catch (TimeoutException e) {
      return new Look.Unreadable<>(
          Look.Why.TIMED_OUT, read.what, "no answer within " + LIMIT.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return lost(read, "the responder is stopping");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a read never fails, it is unreadable", e);
    }
  }

  private <T> Done<T> run(Read<T> read) {
    Instant at = clock.instant();
    long begin = System.nanoTime();
    try {
      Look<T> look = read.look.get();
      if (look instanceof Look.Unreadable<T> not) {
        return Done.unread(read, at, millisecondsSince(begin), not);
      }
      long ms = millisecondsSince(begin);
      JsonNode document = look.asFound().map(read.document).orElse(null);
      return new Done<>(look, new Glance(read.what, read.call, at, ms, "found", document));
    } catch (RuntimeException e) {
      // A bug, or the process is going down: the walk goes on and says so.
      return Done.unread(read, at, millisecondsSince(begin), lost(read, String.valueOf(e)));
    }
  }

  private static <T> Look.Unreadable<T> lost(Read<T> read, String detail) {
    return new Look.Unreadable<>(Look.Why.UNREACHABLE, read.what, detail);
  }

  private static long millisecondsSince(long begin) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  /** Those that have ended, in the order of asking. */
  List<Glance> glances() {
    synchronized (started) {
      return started.values().stream()
          .filter(CompletableFuture::isDone)
          .<Done<?>>map(CompletableFuture::join)
          .map(Done::glance)
          .toList();
    }
  }
}
