package io.gatewayresponder.incident;

import java.time.Instant;
import java.util.List;

/**
 * How an incident lives: a pure state machine. Each state in which something can happen has a class
 * of its own that says what each event does there; {@code next} is total, so an event that means
 * nothing in a state is noted in the timeline and changes nothing else.
 *
 * <p>What has to happen outside comes back as effects. They are stored together with the state, and
 * each open state is entered with an effect that will lead out of it, so that no incident is stuck:
 *
 * <pre>
 * RECEIVED, TRIAGING      AskTriage
 * AWAITING_APPROVAL       TellGate(EXPIRE) when the time to decide is over
 * APPROVED                TellGate(DECIDED)
 * EXECUTING, VERIFYING    TellGate(LOOK)
 * </pre>
 */
public final class Life {
  /**
   * The most walks through the runbook in one incident, with those that were begun again after a
   * crash or because a plan did not fit any more. An update of a gateway takes up to 20 minutes;
   * with two minutes between two walks twelve of them see its end, and a walk that crashes each
   * time comes to a person within the hour.
   */
  public static final int MAX_WALKS = 12;

  /**
   * The most alerts that are listed in one incident; more are noted in its timeline only. Keeps the
   * stored row small under an alert storm.
   */
  public static final int MAX_ALERTS = 50;

  /** The longest time between two walks, whatever a row of the runbook asks for. */
  public static final int MAX_MINUTES_BETWEEN_WALKS = 10;

  private Life() {}

  /**
   * What comes of an event.
   *
   * @param incident as it is now; the very same object when nothing changed
   * @param timeline what is to be added to its history
   * @param effects what has to happen outside
   * @param joined ids of alerts that join with this step
   */
  public record Next(
      Incident incident, List<TimelineEntry> timeline, List<Effect> effects, List<String> joined) {
    /** False when there is nothing to store. */
    public boolean changed() {
      return !timeline.isEmpty() || !effects.isEmpty() || !joined.isEmpty();
    }
  }

  /**
   * A new incident for an alert that fired while its gateway had no open one.
   *
   * @param id {@code {gateway key}-{unique part}}
   */
  public static Next open(String id, Alert alert, Instant now) {
    Incident fresh =
        new Incident(
            id,
            alert.gateway(),
            State.RECEIVED,
            now,
            now,
            List.of(),
            0,
            null,
            List.of(),
            null,
            null,
            List.of(),
            alert.metric() + " alert on " + alert.gateway().name());
    return new Turn(fresh, now)
        .join(alert)
        .note("received", "Alert " + alert.rule() + " fired: " + alert.metric(), Turn.AZURE_MONITOR)
        .effect(new Effect.AskTriage(now))
        .done();
  }

  /** What this event makes of this incident. Never throws. */
  public static Next next(Incident incident, Event event, Instant now) {
    Turn turn = new Turn(incident, now);
    if (event instanceof Event.AlertFired fired) {
      return Alerts.fired(turn, fired.alert());
    }
    if (event instanceof Event.AlertResolved resolved) {
      return Alerts.resolved(turn, resolved.alert());
    }
    return switch (incident.state()) {
      case RECEIVED -> Received.next(turn, event);
      case TRIAGING -> Triaging.next(turn, event);
      case AWAITING_APPROVAL -> AwaitingApproval.next(turn, event);
      case APPROVED -> Approved.next(turn, event);
      case EXECUTING -> Executing.next(turn, event);
      case VERIFYING -> Verifying.next(turn, event);
      case RESOLVED, NOT_RESOLVED -> Written.next(turn, event);
      case REJECTED, EXPIRED, RECOVERED, NO_FAULT_FOUND, ESCALATED -> turn.noted(event);
    };
  }

  /**
   * Whether this alert tells of another firing than the one that joined: Azure repeats a
   * notification with the same time, and a new firing has a later one. Only times that Azure gave
   * are compared with each other.
   */
  public static boolean firesAnew(Incident incident, Alert alert) {
    return incident.alerts().stream()
        .filter(joined -> joined.alertId().equals(alert.id()))
        .allMatch(joined -> alert.at().isAfter(joined.firedAt()));
  }
}
