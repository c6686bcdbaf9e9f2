package io.gatewayresponder.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.resolution.Standing;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a resource that was read tells about a write that may or may not have gone out. */
final class Settled {
  private static final Set<String> AT_WORK = Set.of("updating", "creating", "deleting");
  private static final Set<String> MOVING = Set.of("starting", "stopping");

  private Settled() {}

  /** Azure is at work on it; what it shows will change. */
  static boolean isBusy(JsonNode root) {
    JsonNode properties = root.path("properties");
    return AT_WORK.contains(lower(properties.path("provisioningState")))
        || MOVING.contains(lower(properties.path("operationalState")));
  }

  /**
   * Nothing was taken: what the plan found is there, and the resource has the very version that it
   * had before the write.
   *
   * @param before the root document as it was kept before the write
   */
  static boolean untouched(Change change, Optional<JsonNode> before, JsonNode root) {
    return Standing.of(change, root) == Standing.BEFORE
        && before.filter(kept -> sameVersion(kept, root)).isPresent();
  }

  /**
   * What the plan wants is there. A write that changes nothing, such as one that makes Azure apply
   * a configuration again, wants what it found.
   */
  static boolean isDone(Change change, JsonNode root) {
    if (Standing.of(change, root) == Standing.AFTER) {
      return true;
    }
    Change wish =
        new Change(
            change.resourceId(),
            change.apiVersion(),
            change.operation(),
            change.path(),
            null,
            change.after());
    return change.operation() == Change.Operation.PUT
        && change.before() != null
        && Standing.of(wish, root) == Standing.AFTER;
  }

  /** By its etag; a resource without one has no version that could differ. */
  private static boolean sameVersion(JsonNode before, JsonNode now) {
    return before.path("etag").asText().equals(now.path("etag").asText());
  }

  private static String lower(JsonNode node) {
    return node.asText().toLowerCase(Locale.ROOT);
  }
}
