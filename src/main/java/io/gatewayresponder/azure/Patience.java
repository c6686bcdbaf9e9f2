package io.gatewayresponder.azure;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/**
 * Tries a request again when the service asks for it (429, 503) or nothing came back, but only so
 * often and only so long. The SDK's own retry policy honours any Retry-After, however long; a
 * function must not sleep for as long as a server says. When patience ends, the last answer stands.
 *
 * <p>What may be repeated is said by the owner: a repeated write could undo another's change.
 */
final class Patience implements HttpPipelinePolicy {
  /** Passing troubles of a service; 408, because the request may not have arrived. */
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  private final int tries;
  private final Duration firstPause;
  private final Duration total;
  private final Predicate<HttpRequest> repeatable;

  /**
   * @param tries including the first
   * @param firstPause before the second try when the service names no time; doubles from there
   * @param total no try begins when this has passed
   */
  Patience(int tries, Duration firstPause, Duration total, Predicate<HttpRequest> repeatable) {
    this.tries = tries;
    this.firstPause = firstPause;
    this.total = total;
    this.repeatable = repeatable;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return Mono.error(new IllegalStateException("this pipeline is used synchronously only"));
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    if (!repeatable.test(context.getHttpRequest())) {
      return next.processSync();
    }
    long end = System.nanoTime() + total.toNanos();
    Duration pause = firstPause;
    for (int left = tries - 1; ; left--, pause = pause.multipliedBy(2)) {
      try {
        HttpResponse response = next.clone().processSync();
        Duration wait = RetryAfter.of(response.getHeaders()).orElse(pause);
        if (left == 0 || !PASSING.contains(response.getStatusCode()) || tooLate(wait, end)) {
          return response;
        }
        response.close();
        Pause.of(wait);
      } catch (UncheckedIOException e) {
        if (left == 0 || tooLate(pause, end)) {
          throw e;
        }
        Pause.of(pause);
      }
    }
  }

  /** In front of an SDK's own retry policy, and so of date and signature, which are made anew. */
  @Override
  public HttpPipelinePosition getPipelinePosition() {
    return HttpPipelinePosition.PER_CALL;
  }

  private static boolean tooLate(Duration wait, long end) {
    return System.nanoTime() + wait.toNanos() > end;
  }
}
