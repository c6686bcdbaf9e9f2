package io.gatewayresponder.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Look;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The Activity Log of a resource group's last day: who changed what before it broke. */
final class ChangesLook {
  /** The only version of the Activity Log's interface. */
  static final String API = "2015-04-01";

  /** A fault is usually noticed within hours of the change that brought it. */
  static final Duration BACK = Duration.ofDays(1);

  /**
   * The filter has to end somewhere. Not at our own now: Azure's clock may be ahead of ours, and
   * the newest change is the one that matters.
   */
  private static final Duration AHEAD = Duration.ofDays(1);

  /** A page holds about two hundred events, the newest first; of a busy group the oldest miss. */
  static final int MAX_PAGES = 5;

  /** Without it each event carries its caller's claims and the whole request. */
  private static final String SELECT =
      "eventTimestamp,caller,operationName,status,resourceId,correlationId";

  private ChangesLook() {}

  static Look<JsonNode> read(
      ArmCalls calls, String what, String subscription, String group, Instant now) {
    String path =
        "/subscriptions/"
            + subscription
            + "/providers/Microsoft.Insights/eventtypes/management/values";
    String query =
        "api-version="
            + API
            + "&$filter="
            + encoded(filter(group, now))
            + "&$select="
            + encoded(SELECT);
    return Pages.first(calls, what, calls.address(path, query), MAX_PAGES);
  }

  /** A quotation mark ends a text in OData unless it is doubled. */
  private static String filter(String group, Instant now) {
    Instant to = now.truncatedTo(ChronoUnit.SECONDS);
    return "eventTimestamp ge '%s' and eventTimestamp le '%s' and resourceGroupName eq '%s'"
        .formatted(to.minus(BACK), to.plus(AHEAD), group.replace("'", "''"));
  }

  /** For a query, where a plus may be taken for itself. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
