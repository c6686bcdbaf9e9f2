package io.gatewayresponder.runbook;

import io.gatewayresponder.evidence.RecentChange;
import io.gatewayresponder.incident.Fingerprint;
import java.time.Duration;
import java.util.List;

/**
 * What walking the runbook came to.
 *
 * @param conclusion how it ended
 * @param walks one list of findings for each path through the tables, in order; all begin at the
 *     first step
 * @param beside walks from steps that the first ones did not come to, looked at because several
 *     things can be wrong at once
 * @param causes the last findings that name a cause, ranked, the likeliest first; empty unless a
 *     cause was found
 * @param noticed causes that were noticed beside those
 * @param decided the rows of the decision map that hold
 * @param changes who changed what lately, newest first
 * @param couldNotCheck sentences about what could not be looked at
 * @param fingerprint of the causes
 */
public record Diagnosis(
    Conclusion conclusion,
    List<List<Finding>> walks,
    List<List<Finding>> beside,
    List<Finding> causes,
    List<Finding> noticed,
    List<Finding> decided,
    List<RecentChange> changes,
    List<String> couldNotCheck,
    Fingerprint fingerprint) {

  /** How a diagnosis ended. */
  public sealed interface Conclusion {
    /** At least one cause was found; {@code causes} has them. */
    record CauseFound() implements Conclusion {}

    /** Nothing is wrong with what was looked at. */
    record NoFault() implements Conclusion {}

    /** The gateway is between two states; look again. */
    record LookAgain(Duration after, String why) implements Conclusion {}

    /** The walk ended without a cause; a person goes on from here. */
    record Inconclusive(String why) implements Conclusion {}
  }

  /** The first walk as {@code 1a.1 > 1b.2 > 2a.2}; further walks follow after {@code " | "}. */
  public String transcript() {
    return String.join(
        " | ",
        walks.stream()
            .map(walk -> String.join(" > ", walk.stream().map(Finding::row).toList()))
            .toList());
  }

  /** True when every table was gone through and nothing was found: what health looks like. */
  public boolean passed() {
    return Results.passed(
        causes, walks.stream().map(walk -> walk.get(walk.size() - 1).next()).toList());
  }
}
