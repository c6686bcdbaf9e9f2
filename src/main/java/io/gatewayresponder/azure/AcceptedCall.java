package io.gatewayresponder.azure;

import com.azure.core.http.HttpHeaderName;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Look;
import java.time.Duration;

/**
 * A question that ARM answers with 202 and an address to ask at, where the result appears after a
 * while.
 */
final class AcceptedCall {
  /** When ARM names no time: short at first, since a small gateway answers at once. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** A Retry-After of 0 must not become a storm. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

  private AcceptedCall() {}

  /**
   * Waits for the result.
   *
   * @param first the answer to the question itself
   * @param limit no further look is taken when this has passed
   */
  static Look<JsonNode> result(ArmCalls calls, String what, ArmAnswer first, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    Duration pause = FIRST_PAUSE;
    ArmAnswer answer = first;
    String address = "";
    while (answer instanceof ArmAnswer.Answered answered && answered.status() == 202) {
      // A poll's 202 may leave the address out: it stays the same.
      String named = answered.header(HttpHeaderName.LOCATION).orElse(address);
      if (named.isEmpty()) {
        return new Look.Unreadable<>(
            Look.Why.MALFORMED, what, "accepted without an address to ask at");
      }
      Duration wait = longer(answered.retryAfter(pause), SHORTEST_PAUSE);
      if (System.nanoTime() + wait.toNanos() > end) {
        return new Look.Unreadable<>(
            Look.Why.TIMED_OUT, what, "no result within " + limit.toSeconds() + " s");
      }
      Pause.of(wait);
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      address = named;
      answer = calls.get(named);
    }
    return ArmCalls.look(what, answer);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
