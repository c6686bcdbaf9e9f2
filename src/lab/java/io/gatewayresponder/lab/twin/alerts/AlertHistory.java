package io.gatewayresponder.lab.twin.alerts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The alerts that fired, each as it is now. */
final class AlertHistory {

  /** Azure keeps 30 days; as many alerts as this are more than any scenario has. */
  private static final int KEPT = 2_000;

  private final Map<String, Alert> alerts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Alert> eldest) {
          return size() > KEPT;
        }
      };

  synchronized void put(Alert alert) {
    alerts.put(alert.id(), alert);
  }

  synchronized List<Alert> all() {
    return List.copyOf(alerts.values());
  }
}
