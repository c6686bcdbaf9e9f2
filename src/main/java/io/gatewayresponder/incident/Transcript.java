package io.gatewayresponder.incident;

import java.util.ArrayList;
import java.util.List;

/**
 * An incident in one line: the rows that matched, what was decided on, how it was decided and how
 * it ended, such as {@code 1a.1 > 1b.2 > 2c-1.1 > AllowGatewaySubnet > approved > healthy}.
 */
public final class Transcript {
  private static final String THEN = " > ";

  private static final String HEALTHY = "healthy";
  private static final String NOT_HEALTHY = "not healthy";

  /** Between two rounds of one incident. */
  private static final String NEXT_ROUND = " >> ";

  private Transcript() {}

  /** The whole incident; rounds that came before are joined by {@code >>}. */
  public static String of(Incident incident) {
    StringBuilder line = new StringBuilder(round(incident));
    add(line, ending(incident.state()));
    List<String> rounds = new ArrayList<>();
    incident
        .earlier()
        .forEach(
            round ->
                rounds.add(round.transcript() + THEN + (round.healthy() ? HEALTHY : NOT_HEALTHY)));
    rounds.add(line.toString());
    return String.join(NEXT_ROUND, rounds);
  }

  /** The present round, without how it ended. */
  static String round(Incident incident) {
    StringBuilder line = new StringBuilder();
    Conclusion conclusion = incident.conclusion();
    if (conclusion != null) {
      add(line, conclusion.transcript());
    }
    Approval approval = incident.approval();
    if (approval != null && approval.optionId() != null) {
      add(line, resolution(approval.optionId()));
      if (approval.state() == Approval.Status.APPROVED
          || approval.state() == Approval.Status.REDEEMED) {
        add(line, "approved");
      }
    }
    return line.toString();
  }

  /** An option's id begins with the name of its resolution. */
  private static String resolution(String optionId) {
    int colon = optionId.indexOf(':');
    return colon < 0 ? optionId : optionId.substring(0, colon);
  }

  private static String ending(State state) {
    return switch (state) {
      case RESOLVED -> HEALTHY;
      case NOT_RESOLVED -> NOT_HEALTHY;
      case RECEIVED, TRIAGING, AWAITING_APPROVAL, APPROVED, EXECUTING, VERIFYING -> "";
      case REJECTED, EXPIRED, RECOVERED, NO_FAULT_FOUND, ESCALATED -> Turn.words(state);
    };
  }

  private static void add(StringBuilder line, String part) {
    if (!part.isEmpty()) {
      line.append(line.isEmpty() ? "" : THEN).append(part);
    }
  }
}
