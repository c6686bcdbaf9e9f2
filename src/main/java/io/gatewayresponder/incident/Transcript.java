package io.gatewayresponder.incident;

/**
 * An incident in one line: the rows that matched, what was decided on, how it was decided and how
 * it ended, such as {@code 1a.1 > 1b.2 > 2c-1.1 > AllowGatewaySubnet > approved > healthy}.
 */
public final class Transcript {
  private static final String THEN = " > ";

  private Transcript() {}

  public static String of(Incident incident) {
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
    add(line, ending(incident.state()));
    return line.toString();
  }

  /** An option's id begins with the name of its resolution. */
  private static String resolution(String optionId) {
    int colon = optionId.indexOf(':');
    return colon < 0 ? optionId : optionId.substring(0, colon);
  }

  private static String ending(State state) {
    return switch (state) {
      case RESOLVED -> "healthy";
      case NOT_RESOLVED -> "not healthy";
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
