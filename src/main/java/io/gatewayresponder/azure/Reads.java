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
   * @param call method and resource
   */
  record Read(String what, String call, Supplier<Look<JsonNode>> look) {
    String key() {
      return call.toLowerCase(Locale.ROOT);
    }
  }

  private record Done(Look<JsonNode> look, Glance glance) {}

  /** Back-end health is the slowest: its own limit, and some for waiting for a thread. */
  private static final Duration LIMIT = BackendHealthCall.LIMIT.plusSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Reads.class);

  private final Executor executor;
  private final Clock clock;

  /** In the order of asking. Guarded by itself. */
  private final Map<String, CompletableFuture<Done>> started = new LinkedHashMap<>();

  Reads(Executor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /** Begins a read, unless it has begun. */
  void start(Read read) {
    var unused = begin(read);
  }

  /** Begins a read, and goes on with what it found. */
  void startThen(Read read, Consumer<JsonNode> then) {
    var unused =
        begin(read).thenAccept(done -> done.look.asFound().ifPresent(found -> guard(then, found)));
  }

  /** Begins two reads, and goes on with what they found when both have. */
  void startThen(Read one, Read other, BiConsumer<JsonNode, JsonNode> then) {
    start(other);
    startThen(one, first -> startThen(other, second -> then.accept(first, second)));
  }

  /** What goes on reads ahead; when it meets a bug, the walk reads for itself. */
  private static void guard(Consumer<JsonNode> then, JsonNode found) {
    try {
      then.accept(found);
    } catch (RuntimeException e) {
      LOG.warn("reading ahead ended early", e);
    }
  }

  private CompletableFuture<Done> begin(Read read) {
    CompletableFuture<Done> mine = new CompletableFuture<>();
    synchronized (started) {
      CompletableFuture<Done> earlier = started.putIfAbsent(read.key(), mine);
      if (earlier != null) {
        return earlier;
      }
    }
    try {
      executor.execute(() -> mine.complete(run(read)));
    } catch (RejectedExecutionException e) {
      mine.complete(unread(read, Look.Why.UNREACHABLE, "the responder is stopping"));
    }
    return mine;
  }

  /** Begins a read if need be, and waits for it. */
  Look<JsonNode> take(Read read) {
    try {
      return begin(read).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS).look;
    } catch (TimeoutException e) {
      return new Look.Unreadable<>(
          Look.Why.TIMED_OUT, read.what, "no answer within " + LIMIT.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Look.Unreadable<>(Look.Why.UNREACHABLE, read.what, "the responder is stopping");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a read never fails, it is unreadable", e);
    }
  }

  private Done run(Read read) {
    Instant at = clock.instant();
    long begin = System.nanoTime();
    Look<JsonNode> look;
    try {
      look = read.look.get();
    } catch (RuntimeException e) {
      // A bug, or the process is going down: the walk goes on and says so.
      look = new Look.Unreadable<>(Look.Why.UNREACHABLE, read.what, String.valueOf(e));
    }
    long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    return new Done(look, glance(read, at, ms, look));
  }

  private Done unread(Read read, Look.Why why, String detail) {
    Look<JsonNode> look = new Look.Unreadable<>(why, read.what, detail);
    return new Done(look, glance(read, clock.instant(), 0, look));
  }

  private static Glance glance(Read read, Instant at, long ms, Look<JsonNode> look) {
    if (look instanceof Look.Unreadable<JsonNode> unreadable) {
      return new Glance(read.what, read.call, at, ms, unreadable.sentence(), null);
    }
    return new Glance(read.what, read.call, at, ms, "found", look.asFound().orElse(null));
  }

  /** Those that have ended, in the order of asking. */
  List<Glance> glances() {
    synchronized (started) {
      return started.values().stream()
          .filter(CompletableFuture::isDone)
          .map(read -> read.join().glance)
          .toList();
    }
  }
}
