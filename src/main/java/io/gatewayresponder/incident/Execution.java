package io.gatewayresponder.incident;

import java.time.Instant;
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
 */
public record Execution(String optionId, String digest, List<Write> writes, int verifyLooks) {
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
   *     there is none
   * @param startedAt when the request was about to go out
   * @param detail what went wrong, in words
   */
  public record Write(
      Progress progress,
      @Nullable String operation,
      @Nullable Instant startedAt,
      @Nullable String detail) {}
}
