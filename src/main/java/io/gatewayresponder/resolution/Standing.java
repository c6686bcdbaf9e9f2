package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * Where the world stands with respect to one change. Whoever writes asks before each write: only
 * {@code BEFORE} may be written, {@code AFTER} is done already.
 */
public enum Standing {
  /** What the plan found is still there. */
  BEFORE,
  /** What the plan wants is there. */
  AFTER,
  /** Something else is there. */
  OTHER;

  /**
   * @param root the top-level document that holds the change's resource, as read now
   */
  public static Standing of(Change change, JsonNode root) {
    JsonNode now = at(change, root);
    return switch (change.operation()) {
      case DELETE -> {
        if (now == null) {
          yield AFTER;
        }
        yield same(change.before(), now) ? BEFORE : OTHER;
      }
      case PATCH -> {
        if (same(change.before(), now)) {
          yield BEFORE;
        }
        yield same(change.after(), now) ? AFTER : OTHER;
      }
      case POST -> {
        if (holds(change.before(), now)) {
          yield BEFORE;
        }
        yield holds(change.after(), now) ? AFTER : OTHER;
      }
      case PUT -> {
        if (same(change.before(), now)) {
          yield BEFORE;
        }
        yield same(change.after(), now) ? AFTER : OTHER;
      }
    };
  }

  /**
   * The change's resource within the document that holds it: for POST its properties, for PATCH the
   * properties that are sent, since the others are nobody's business.
   */
  static @Nullable JsonNode at(Change change, JsonNode root) {
    ResourceId id = change.resourceId();
    if (id.equals(change.document())) {
      return switch (change.operation()) {
        case POST -> root.path("properties");
        case PATCH -> sentFields(change, root);
        case PUT, DELETE -> root;
      };
    }
    return Outcome.part(root, Outcome.collectionOf(id), id.name());
  }

  private static JsonNode sentFields(Change change, JsonNode root) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    ObjectNode properties = fields.putObject("properties");
    for (JsonNode side : new JsonNode[] {change.before(), change.after()}) {
      if (side != null) {
        side.path("properties")
            .fieldNames()
            .forEachRemaining(
                name -> {
                  JsonNode value = root.path("properties").get(name);
                  if (value != null) {
                    properties.set(name, value);
                  }
                });
      }
    }
    return fields;
  }

  private static boolean same(@Nullable JsonNode planned, @Nullable JsonNode now) {
    if (planned == null || now == null) {
      return planned == null && now == null;
    }
    Leaves wanted = Leaves.ofPart(planned);
    Leaves found = Leaves.ofPart(now);
    return wanted.sameAs(found) || wanted.withoutState().sameAs(found.withoutState());
  }

  private static boolean holds(@Nullable JsonNode planned, @Nullable JsonNode now) {
    if (planned == null || now == null) {
      return false;
    }
    return Leaves.of(planned).to(Leaves.of(now)).stream()
        .allMatch(difference -> difference.before() == null);
  }
}
