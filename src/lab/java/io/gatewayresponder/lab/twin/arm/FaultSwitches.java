package io.gatewayresponder.lab.twin.arm;

import io.gatewayresponder.lab.twin.estate.ArmError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be made to go wrong in ARM while it runs. Everything is off at first, and {@link #clear}
 * switches everything off again.
 */
public final class FaultSwitches {
  /** What a matching call meets. */
  public enum Effect {
    /** The call is refused and nothing is done. */
    REFUSE,
    /** The call is done, but the connection closes before the answer: the client cannot know. */
    LOSE_ANSWER
  }

  /**
   * A fault for the next calls that match.
   *
   * @param method such as PUT, or {@code *}
   * @param pathPart some text of the path, whatever its case
   * @param status of the refusal
   * @param retryAfter of the refusal, null for none
   */
  public record CallFault(
      Effect effect,
      String method,
      String pathPart,
      int status,
      String code,
      @Nullable Duration retryAfter) {
    private boolean matches(String calledMethod, String path) {
      return (method.equals("*") || method.equalsIgnoreCase(calledMethod))
          && path.toLowerCase(Locale.ROOT).contains(pathPart.toLowerCase(Locale.ROOT));
    }

    ArmError refusal() {
      ArmError error = new ArmError(status, code, "The lab was told to refuse this call.");
      return retryAfter == null ? error : error.retryAfter(retryAfter);
    }
  }

  private final List<CallFault> callFaults = new ArrayList<>();
  private final Locks locks = new Locks();
  private boolean supersedes;
  private @Nullable ArmError gatewayFailure;
  private boolean gatewayFailureStays;
  private @Nullable Duration hold;
  private @Nullable Integer latencyMillis;
  private @Nullable Double throttleProbability;

  /**
   * The next gateway PUT is accepted and its operation then ends Failed.
   *
   * @param stays whether every later one fails too (a broken configuration), or only this one (an
   *     intermittent error, which a repeated PUT cures)
   */
  public synchronized void failGatewayPut(String code, String message, boolean stays) {
    gatewayFailure = new ArmError(200, code, message);
    gatewayFailureStays = stays;
  }

  /** The next {@code times} calls that match meet this fault. */
  public synchronized void next(int times, CallFault fault) {
    for (int i = 0; i < times; i++) {
      callFaults.add(fault);
    }
  }

  /**
   * Every long-running operation that begins from now on takes this long (simulated); null for its
   * own time.
   */
  public synchronized void hold(@Nullable Duration simulated) {
    hold = simulated;
  }

  /** What every call takes (wall time); null for what the options say. */
  public synchronized void latency(@Nullable Integer millis) {
    latencyMillis = millis;
  }

  /** How probable a 429 is; null for what the options say. */
  public synchronized void throttle(@Nullable Double probability) {
    throttleProbability = probability;
  }

  /**
   * Whether a gateway PUT that meets another is accepted and ends that one Canceled, as was
   * reported, instead of being told to try again later.
   */
  public synchronized void supersede(boolean laterPutWins) {
    supersedes = laterPutWins;
  }

  /** The management locks; none at first. */
  public Locks locks() {
    return locks;
  }

  /** Everything off. */
  public synchronized void clear() {
    callFaults.clear();
    locks.clear();
    supersedes = false;
    gatewayFailure = null;
    hold = null;
    latencyMillis = null;
    throttleProbability = null;
  }

  synchronized Optional<CallFault> take(String method, String path) {
    for (int i = 0; i < callFaults.size(); i++) {
      if (callFaults.get(i).matches(method, path)) {
        return Optional.of(callFaults.remove(i));
      }
    }
    return Optional.empty();
  }

  synchronized Optional<ArmError> takeGatewayFailure() {
    ArmError failure = gatewayFailure;
    if (!gatewayFailureStays) {
      gatewayFailure = null;
    }
    return Optional.ofNullable(failure);
  }

  synchronized boolean supersedes() {
    return supersedes;
  }

  synchronized Duration held(Duration own) {
    return hold == null ? own : hold;
  }

  synchronized int latencyOr(int own) {
    return latencyMillis == null ? own : latencyMillis;
  }

  synchronized double throttleOr(double own) {
    return throttleProbability == null ? own : throttleProbability;
  }
}
