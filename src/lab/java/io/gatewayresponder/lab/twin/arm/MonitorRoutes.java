package io.gatewayresponder.lab.twin.arm;

import io.gatewayresponder.lab.twin.estate.AlertsModel;
import io.gatewayresponder.lab.twin.estate.MetricsModel;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Azure Monitor as seen through ARM: metrics of a resource, the alerts of a subscription. */
final class MonitorRoutes {
  private static final Pattern ZONELESS =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(?=/|$)");

  private static final String OF_RESOURCE = "/{resource*}/providers/Microsoft.Insights/";

  private MonitorRoutes() {}

  static List<Route> of(ArmRoom room, MetricsModel metrics, AlertsModel alerts) {
    return List.of(
        Route.asks(
            "GET",
            OF_RESOURCE + "metrics",
            "Microsoft.Insights/metrics/read",
            request -> ArmResponse.ok(metrics.metrics(existing(room, request), plain(request)))),
        Route.asks(
            "GET",
            OF_RESOURCE + "metricDefinitions",
            "Microsoft.Insights/metricDefinitions/read",
            request ->
                ArmResponse.ok(
                    metrics.metricDefinitions(existing(room, request), request.query()))),
        Route.asks(
            "GET",
            "/subscriptions/{subscription}/providers/Microsoft.AlertsManagement/alerts",
            "Microsoft.AlertsManagement/alerts/read",
            request ->
                ArmResponse.ok(alerts.alerts(request.name("subscription"), request.query()))));
  }

  private static Map<String, String> plain(ArmRequest request) {
    Map<String, String> query = new LinkedHashMap<>(request.query());
    query.computeIfPresent("timespan", (name, span) -> plainSpan(span));
    return query;
  }

  /**
   * The Azure CLI encodes a time span twice and leaves the zone out; Azure reads it all the same.
   */
  static String plainSpan(String span) {
    String decoded = span.contains("%") ? URLDecoder.decode(span, StandardCharsets.UTF_8) : span;
    return ZONELESS.matcher(decoded).replaceAll("$0Z");
  }

  private static String existing(ArmRoom room, ArmRequest request) {
    return room.get("/" + request.name("resource")).path("id").asText();
  }
}
