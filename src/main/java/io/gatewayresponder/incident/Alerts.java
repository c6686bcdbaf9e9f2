package io.gatewayresponder.incident;

import java.util.List;
import java.util.Optional;

/** What alerts do to the incident that they belong to; the same in every open state. */
final class Alerts {
  private Alerts() {}

  static Life.Next fired(Turn turn, Alert alert) {
    Incident incident = turn.before();
    Optional<Incident.JoinedAlert> known = known(incident, alert);
    if (known.isPresent()) {
      return firedAgain(turn, alert, known.get());
    }
    if (!incident.state().isOpen()) {
      return turn.noted(new Event.AlertFired(alert));
    }
    return turn.join(alert)
        .note(
            "alert joined",
            "Alert " + alert.rule() + " fired: " + alert.metric(),
            Turn.AZURE_MONITOR)
        .done();
  }

  /** Azure repeats what it got no answer for; that is one firing and not two. */
  private static Life.Next firedAgain(Turn turn, Alert alert, Incident.JoinedAlert known) {
    boolean anew = known.resolvedAt() != null && alert.at().isAfter(known.firedAt());
    if (!anew || !turn.before().state().isOpen()) {
      return turn.unchanged();
    }
    return turn.alerts(
            replace(
                turn.before(),
                new Incident.JoinedAlert(
                    known.alertId(),
                    known.rule(),
                    known.metric(),
                    known.severity(),
                    alert.at(),
                    null)))
        .note("alert fired again", "Alert " + known.rule() + " fired again", Turn.AZURE_MONITOR)
        .done();
  }

  /** Closes only its own condition. Before anything is written, the last one ends the incident. */
  static Life.Next resolved(Turn turn, Alert alert) {
    Incident incident = turn.before();
    Optional<Incident.JoinedAlert> known = known(incident, alert);
    if (known.isEmpty()) {
      return turn.noted(new Event.AlertResolved(alert));
    }
    Incident.JoinedAlert joined = known.get();
    // Late news of an earlier firing must not close a later one.
    if (joined.resolvedAt() != null || alert.at().isBefore(joined.firedAt())) {
      return turn.unchanged();
    }
    List<Incident.JoinedAlert> alerts =
        replace(
            incident,
            new Incident.JoinedAlert(
                joined.alertId(),
                joined.rule(),
                joined.metric(),
                joined.severity(),
                joined.firedAt(),
                alert.at()));
    turn.alerts(alerts)
        .note("alert resolved", "Alert " + joined.rule() + " resolved", Turn.AZURE_MONITOR);
    return endsWithItsAlerts(incident.state()) && allResolved(alerts)
        ? turn.endApproval(Approval.Status.REVOKED)
            .end(
                incident.earlier().isEmpty() ? State.RECOVERED : State.RESOLVED,
                incident.earlier().isEmpty()
                    ? "Every alert resolved before anything was written"
                    : "Every alert resolved after the change",
                Turn.AZURE_MONITOR)
            .done()
        : turn.done();
  }

  /** Once a write may have gone out, only what we see ourselves ends the incident. */
  private static boolean endsWithItsAlerts(State state) {
    return switch (state) {
      case RECEIVED, TRIAGING, AWAITING_APPROVAL, APPROVED -> true;
      case EXECUTING,
          VERIFYING,
          RESOLVED,
          NOT_RESOLVED,
          REJECTED,
          EXPIRED,
          RECOVERED,
          NO_FAULT_FOUND,
          ESCALATED ->
          false;
    };
  }

  /** A full list may have left alerts out, so it never says that all of them resolved. */
  private static boolean allResolved(List<Incident.JoinedAlert> alerts) {
    return alerts.size() < Life.MAX_ALERTS
        && alerts.stream().allMatch(alert -> alert.resolvedAt() != null);
  }

  private static Optional<Incident.JoinedAlert> known(Incident incident, Alert alert) {
    return incident.alerts().stream()
        .filter(joined -> joined.alertId().equals(alert.id()))
        .findFirst();
  }

  private static List<Incident.JoinedAlert> replace(
      Incident incident, Incident.JoinedAlert changed) {
    return incident.alerts().stream()
        .map(joined -> joined.alertId().equals(changed.alertId()) ? changed : joined)
        .toList();
  }
}
