package io.gatewayresponder.lab.twin.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * One event of the Activity Log.
 *
 * @param caller a person's name or an application's object id
 * @param action the operation's name, which is the action that a role allows
 * @param resourceId of what was changed, as the request wrote it
 * @param correlationId shared by the events of one change
 * @param status Started, Succeeded or Failed
 */
public record ActivityEvent(
    Instant at,
    String caller,
    String action,
    String resourceId,
    String correlationId,
    String status) {

  static final String STARTED = "Started";
  static final String SUCCEEDED = "Succeeded";
  static final String FAILED = "Failed";

  public ActivityEvent {
    if (ResourceId.find(resourceId).isEmpty()) {
      throw new IllegalArgumentException("Not a resource id: " + resourceId);
    }
  }

  ActivityEvent ended(Instant when, String newStatus) {
    return new ActivityEvent(when, caller, action, resourceId, correlationId, newStatus);
  }

  ResourceId resource() {
    return ResourceId.of(resourceId);
  }

  /** The provider whose operation it is: of a setting on a gateway Microsoft.Insights. */
  String provider() {
    return action.substring(0, Math.max(0, action.indexOf('/')));
  }

  /** As the Activity Log shows it. The caller's address is left out: the twin has none. */
  ObjectNode toJson() {
    // Two events of one change differ in status alone.
    String id = named(correlationId + status);
    ObjectNode event = Json.object();
    event.putObject("authorization").put("action", action).put("scope", resourceId);
    event.put("caller", caller).put("channels", "Operation").put("correlationId", correlationId);
    event.put("description", "").put("eventDataId", id);
    boolean begins = status.equals(STARTED);
    word(event, "eventName", begins ? "BeginRequest" : "EndRequest");
    word(event, "category", "Administrative");
    event.put("eventTimestamp", at.toString());
    event.put("id", "%s/events/%s/ticks/%d".formatted(resourceId, id, ticks()));
    event.put("level", status.equals(FAILED) ? "Error" : "Informational");
    event.put("operationId", correlationId);
    word(event, "operationName", action);
    event.put("resourceGroupName", resource().resourceGroup());
    word(event, "resourceProviderName", provider());
    word(event, "resourceType", resource().type());
    event.put("resourceId", resourceId);
    word(event, "status", status);
    word(event, "subStatus", "");
    event.put("submissionTimestamp", at.toString());
    event.put("subscriptionId", resource().subscription());
    event.putObject("properties").put("entity", resourceId);
    return event;
  }

  private static void word(ObjectNode event, String field, String value) {
    event.putObject(field).put("value", value).put("localizedValue", value);
  }

  private static String named(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
        .toString()
        .toLowerCase(Locale.ROOT);
  }

  /** Since the first of January of the year 1, in tenths of microseconds. */
  private long ticks() {
    return 621_355_968_000_000_000L + at.getEpochSecond() * 10_000_000L + at.getNano() / 100;
  }
}
