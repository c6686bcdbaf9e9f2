package io.gatewayresponder.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a gateway recovered: it runs, and every server that its probes reach through a setting is
 * healthy, not only those that our change was about. While another pool is still sick the alert
 * goes on, and to call that resolved would send a person to bed too early.
 */
sealed interface Recovery {
  record Healthy(String words) implements Recovery {}

  record NotYet(String why) implements Recovery {}

  /** The documentation says one word for it and the service another. */
  Set<String> HEALTHY = Set.of("healthy", "up");

  /** As many sick servers as one sentence can name. */
  int MOST_NAMED = 5;

  static Recovery seenBy(Sight sight) {
    Look<Gateway> gateway = sight.gateway();
    if (gateway instanceof Look.Unreadable<Gateway> unreadable) {
      return new NotYet(unreadable.sentence());
    }
    JsonNode properties = ((Look.Found<Gateway>) gateway).value().document().path("properties");
    String operational = properties.path("operationalState").asText();
    if (!operational.equalsIgnoreCase("Running")) {
      return new NotYet("the gateway is " + operational);
    }
    Look<BackendHealth> health = sight.backendHealth();
    if (health instanceof Look.Unreadable<BackendHealth> unreadable) {
      return new NotYet(unreadable.sentence());
    }
    return of(((Look.Found<BackendHealth>) health).value().document());
  }

  private static Recovery of(JsonNode document) {
    List<String> sick = new ArrayList<>();
    int servers = 0;
    for (JsonNode pool : document.path("backendAddressPools")) {
      for (JsonNode setting : pool.path("backendHttpSettingsCollection")) {
        for (JsonNode server : setting.path("servers")) {
          servers++;
          String health = server.path("health").asText();
          if (!HEALTHY.contains(health.toLowerCase(Locale.ROOT))) {
            sick.add(server.path("address").asText() + " is " + health);
          }
        }
      }
    }
    if (servers == 0) {
      return new NotYet("the gateway reports no servers");
    }
    if (sick.isEmpty()) {
      return new Healthy(
          servers == 1 ? "The only server is healthy" : "All " + servers + " servers are healthy");
    }
    String named = String.join(", ", sick.subList(0, Math.min(sick.size(), MOST_NAMED)));
    return new NotYet(sick.size() + " of " + servers + " servers are not healthy: " + named);
  }
}
