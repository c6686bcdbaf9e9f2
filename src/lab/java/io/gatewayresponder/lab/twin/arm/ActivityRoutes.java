package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.logs.ActivityLog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The Activity Log of a subscription, in pages. */
final class ActivityRoutes {
  /** About as many as Azure puts on one. */
  private static final int PAGE = 200;

  private static final String SKIP = "$skipToken";

  private ActivityRoutes() {}

  static List<Route> of(ActivityLog log) {
    return List.of(
        Route.asks(
            "GET",
            "/subscriptions/{subscription}/providers/Microsoft.Insights/eventtypes/management/values",
            "Microsoft.Insights/eventtypes/values/read",
            request -> ArmResponse.ok(page(log, request))));
  }

  private static ObjectNode page(ActivityLog log, ArmRequest request) {
    List<ObjectNode> events = log.of(request.name("subscription"), request.query());
    int from = Math.min(skipped(request), events.size());
    int to = Math.min(from + PAGE, events.size());
    ObjectNode page = Json.list(events.subList(from, to));
    if (to < events.size()) {
      Map<String, String> query = new LinkedHashMap<>(request.query());
      query.put(SKIP, Integer.toString(to));
      page.put("nextLink", request.origin() + request.path() + "?" + written(query));
    }
    return page;
  }

  private static int skipped(ArmRequest request) {
    try {
      return Math.max(0, Integer.parseInt(request.query().getOrDefault(SKIP, "0")));
    } catch (NumberFormatException e) {
      throw new ArmError(400, "BadRequest", "The skip token was not given out here.");
    }
  }

  private static String written(Map<String, String> query) {
    return query.entrySet().stream()
        .map(
            each ->
                URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
