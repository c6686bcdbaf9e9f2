package io.gatewayresponder.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the writing of a plan is. Stored before and after every request, so that whoever picks it
 * up after a crash follows the write instead of sending it again.
 *
 * @param optionId what is being executed
 * @param digest of the approved plan
 * @param writes one entry for each change of the plan, in order
 * @param verifyLooks how often recovery was looked for after the last write
 * @param begunAt when the approval was redeemed; bounds how long all of it may take
 * @param nextLookAt when the next look is due. Whoever comes earlier, such as a message that was
 *     delivered twice, leaves everything as it is
 */
public record Execution(
    String optionId,
    String digest,
    List<Write> writes,
    int verifyLooks,
    Instant begunAt,
    Instant nextLookAt) {

  public Execution {
    writes = List.copyOf(writes);
  }

  /** Nothing is written yet. */
  public static Execution begin(String optionId, String digest, int writes, Instant now) {
    return new Execution(
        optionId,
        digest,
        java.util.Collections.nCopies(writes, new Write(Progress.PLANNED, null, null, null)),
        0,
        now,
        now);
  }

  /** The same with one write further on. */
  public Execution with(int index, Write write, Instant lookAt) {
    List<Write> changed = new ArrayList<>(writes);
    changed.set(index, write);
    return new Execution(optionId, digest, changed, verifyLooks, begunAt, lookAt);
  }

  /** The same after one more look for recovery. */
  public Execution lookedOnceMore(Instant lookAt) {
    return new Execution(optionId, digest, writes, verifyLooks + 1, begunAt, lookAt);
  }

  /** The same, with the next look at another time. */
  public Execution lookingAt(Instant lookAt) {
    return new Execution(optionId, digest, writes, verifyLooks, begunAt, lookAt);
  }

  /** Where one change stands. */
  public enum Progress {
    PLANNED,
    /** Stored just before the request goes out: from here on it may have been sent. */
    SENDING,
    /** ARM accepted it; {@code operation} says where to follow. */
    ACCEPTED,
    /** ARM says that it is done. */
    WRITTEN,
    /** Read again: exactly the planned difference is there. */
    PROVEN,
    FAILED
  }

  /**
   * @param operation the address of ARM's long-running operation; null before acceptance or when
   *     there is none, and then the resource itself is read
   * @param startedAt when the request was about to go out
   * @param detail what went wrong, in words
   */
  public record Write(
      Progress progress,
      @Nullable String operation,
      @Nullable Instant startedAt,
      @Nullable String detail) {
    /** The same change, at another point. */
    public Write at(Progress reached) {
      return new Write(reached, operation, startedAt, detail);
    }
  }
}
