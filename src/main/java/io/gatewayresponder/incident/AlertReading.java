package io.gatewayresponder.incident;

import java.util.List;

/** What came of reading a notification. The reasons are ours: they repeat nothing of the input. */
public sealed interface AlertReading {
  /** Alerts of gateways that we answer for, one for each gateway; never empty. */
  record Ours(List<Alert> alerts) implements AlertReading {
    public Ours {
      alerts = List.copyOf(alerts);
    }
  }

  /** Well formed, but about something else. */
  record Ignored(String reason) implements AlertReading {}

  /** About a gateway that we do not answer for. */
  record OutOfScope(String reason) implements AlertReading {}

  /** Larger than any notification of Azure. */
  record TooLarge(String reason) implements AlertReading {}

  /** Not a notification, or one that lacks what it must have. */
  record Bad(String reason) implements AlertReading {}
}
