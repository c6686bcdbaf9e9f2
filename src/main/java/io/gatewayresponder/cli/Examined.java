package io.gatewayresponder.cli;

import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.incident.Conclusion;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.runbook.Diagnosis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A diagnosis with all that is told about it.
 *
 * @param source where it was looked, such as {@code snapshot in ./yesterday}
 * @param fromSnapshot whether that was a folder
 * @param notes what to know about the source
 * @param conclusion the diagnosis as an incident would store it
 * @param options what can be done; none of it is done from here
 * @param reads what was read
 * @param at when it began
 * @param milliseconds how long it took
 */
record Examined(
    ResourceId gateway,
    String source,
    boolean fromSnapshot,
    List<String> notes,
    Diagnosis diagnosis,
    Conclusion conclusion,
    List<Option> options,
    List<Glance> reads,
    Instant at,
    long milliseconds) {
  /** Nothing was found. */
  static final int NOTHING = 0;

  /** At least one cause was found. */
  static final int CAUSE = 1;

  /** There is no verdict: bad usage, something unreadable, or a walk that ends with a person. */
  static final int NO_VERDICT = 2;

  Examined noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Examined(
        gateway,
        source,
        fromSnapshot,
        List.copyOf(more),
        diagnosis,
        conclusion,
        options,
        reads,
        at,
        milliseconds);
  }

  int exitCode() {
    Diagnosis.Conclusion how = diagnosis.conclusion();
    if (how instanceof Diagnosis.Conclusion.CauseFound) {
      return CAUSE;
    }
    return how instanceof Diagnosis.Conclusion.NoFault ? NOTHING : NO_VERDICT;
  }
}
