package io.gatewayresponder.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.incident.Alert;
import io.gatewayresponder.workflow.Ports;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The alerts that Azure holds as fired on gateways of ours. Read to find those whose notification
 * never reached us.
 */
final class AlertsManagementFired implements Ports.FiredAlerts {
  private static final String API = "2019-05-05-preview";
  private static final String GATEWAYS = "Microsoft.Network/applicationGateways";

  /** Azure gives 25 to a page unless asked; 250 is its most. */
  private static final int PAGE = 250;

  /** 5,000 fired alerts on gateways of one subscription are beyond what one person can answer. */
  private static final int MAX_PAGES = 20;

  private static final int MAX_TEXT = 260;

  private final Lazy<ArmCalls> calls;
  private final List<String> scopes;
  private final Clock clock;

  AlertsManagementFired(Lazy<ArmCalls> calls, List<String> scopes, Clock clock) {
    this.calls = calls;
    this.scopes = scopes;
    this.clock = clock;
  }

  @Override
  public Look<List<Alert>> firedSince(Instant since) {
    List<Alert> all = new ArrayList<>();
    for (String subscription :
        scopes.stream().map(SettingReader::subscription).distinct().toList()) {
      Look<List<Alert>> some = firedIn(subscription, since);
      if (some instanceof Look.Unreadable<List<Alert>> unreadable) {
        return unreadable;
      }
      some.asFound().ifPresent(all::addAll);
    }
    return Look.found(List.copyOf(all));
  }

  private Look<List<Alert>> firedIn(String subscription, Instant since) {
    String what = "fired alerts of subscription " + subscription;
    List<Alert> alerts = new ArrayList<>();
    String next =
        calls
            .get()
            .address(
                "/subscriptions/" + subscription + "/providers/Microsoft.AlertsManagement/alerts",
                "api-version="
                    + API
                    + "&monitorCondition=Fired&includeContext=true&targetResourceType="
                    + GATEWAYS
                    + "&timeRange="
                    + range(since)
                    + "&pageCount="
                    + PAGE);
    for (int page = 0; !next.isEmpty(); page++) {
      if (page == MAX_PAGES) {
        return new Look.Unreadable<>(
            Look.Why.REFUSED, what, "more than " + MAX_PAGES + " pages of " + PAGE);
      }
      Look<JsonNode> read = ArmCalls.look(what, calls.get().get(next));
      if (read instanceof Look.Unreadable<JsonNode> unreadable) {
        return unreadable.as();
      }
      JsonNode document = read.asFound().orElseThrow();
      document.path("value").forEach(alert -> find(alert, since).ifPresent(alerts::add));
      next = document.path("nextLink").asText("");
    }
    return Look.found(alerts);
  }

  /** The smallest of the ranges that Azure knows that reaches back far enough. */
  private String range(Instant since) {
    Duration back = Duration.between(since, clock.instant());
    if (back.compareTo(Duration.ofHours(1)) <= 0) {
      return "1h";
    }
    if (back.compareTo(Duration.ofDays(1)) <= 0) {
      return "1d";
    }
    return back.compareTo(Duration.ofDays(7)) <= 0 ? "7d" : "30d";
  }

  /** An alert of ours; nothing for what is incomplete, not fired, older, or not in our scopes. */
  private Optional<Alert> find(JsonNode alert, Instant since) {
    JsonNode essentials = alert.path("properties").path("essentials");
    Optional<ResourceId> gateway =
        ResourceId.find(essentials.path("targetResource").asText(""))
            .filter(id -> id.isType(GATEWAYS))
            .filter(id -> scopes.stream().anyMatch(id::isWithin));
    Optional<Instant> at =
        time(essentials.path("startDateTime").asText("")).filter(t -> !t.isBefore(since));
    String id = alert.path("id").asText("");
    boolean fired = essentials.path("monitorCondition").asText("").equalsIgnoreCase("Fired");
    if (gateway.isEmpty() || at.isEmpty() || id.isEmpty() || id.length() > 1024 || !fired) {
      return Optional.empty();
    }
    String rule = essentials.path("alertRule").asText("");
    return Optional.of(
        new Alert(
            id,
            Alert.Condition.FIRED,
            ArmError.clip(rule.substring(rule.lastIndexOf('/') + 1), MAX_TEXT),
            ArmError.clip(metric(alert.path("properties").path("context")), MAX_TEXT),
            ArmError.clip(essentials.path("severity").asText(""), MAX_TEXT),
            gateway.get(),
            at.get()));
  }

  /** The context holds what the rule's own payload held: nested once, or twice. */
  private static String metric(JsonNode context) {
    JsonNode inner = context.path("context").isObject() ? context.path("context") : context;
    return inner.path("condition").path("allOf").path(0).path("metricName").asText("");
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
