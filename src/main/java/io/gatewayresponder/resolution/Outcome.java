package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.ResourceId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What changes make of a document. Planning asks whether a write would really clear the fault, and
 * a proof asks what should be seen afterwards: both look at this.
 */
final class Outcome {
  private static final String PROPERTIES = "properties";

  private Outcome() {}

  /**
   * The top-level document after those of the changes that concern it.
   *
   * @param root the id of the document, such as a network security group or a gateway: what {@link
   *     Change#document} says
   */
  static JsonNode of(JsonNode document, ResourceId root, List<Change> changes) {
    JsonNode result = document.deepCopy();
    for (Change change : changes) {
      if (change.document().equals(root)) {
        result = apply(result, root, change);
      }
    }
    return result;
  }

  private static JsonNode apply(JsonNode document, ResourceId root, Change change) {
    if (!change.resourceId().equals(root)) {
      applyToChild((ObjectNode) document, change);
      return document;
    }
    return switch (change.operation()) {
      case PUT -> put((ObjectNode) document, sent(change));
      case PATCH -> merge(document, sent(change));
      case POST -> {
        ((ObjectNode) document).withObject("/" + PROPERTIES).setAll((ObjectNode) sent(change));
        yield document;
      }
      case DELETE -> throw new IllegalArgumentException("no plan deletes a top-level resource");
    };
  }

  /** State cannot be sent, so what stood there still stands. */
  private static JsonNode put(ObjectNode document, JsonNode body) {
    ObjectNode result = body.deepCopy();
    Volatile.STATE
        .keySet()
        .forEach(
            field -> {
              JsonNode state = document.path(PROPERTIES).get(field);
              if (state != null) {
                result.withObject("/" + PROPERTIES).set(field, state);
              }
            });
    return result;
  }

  private static JsonNode merge(JsonNode document, JsonNode patch) {
    if (!(document instanceof ObjectNode object) || !patch.isObject()) {
      return patch;
    }
    patch
        .properties()
        .forEach(
            field -> {
              JsonNode known = object.get(field.getKey());
              JsonNode value = field.getValue();
              object.set(field.getKey(), known == null ? value : merge(known, value));
            });
    return object;
  }

  private static void applyToChild(ObjectNode document, Change change) {
    String collection = collectionOf(change.resourceId());
    String name = change.resourceId().name();
    ArrayNode parts = document.withObject("/" + PROPERTIES).withArray("/" + collection);
    int place = indexOf(parts, name);
    switch (change.operation()) {
      case PUT -> {
        ObjectNode part = sent(change).deepCopy();
        part.put("name", name);
        if (place < 0) {
          parts.add(part);
        } else {
          parts.set(place, part);
        }
      }
      case DELETE -> {
        if (place >= 0) {
          parts.remove(place);
        }
      }
      case PATCH, POST ->
          throw new IllegalArgumentException("parts of a resource are written whole");
    }
  }

  /** The list that a part of a resource stands in, such as {@code securityRules}. */
  static String collectionOf(ResourceId part) {
    String type = part.type();
    return type.substring(type.lastIndexOf('/') + 1);
  }

  /** The part of that name, in any casing. */
  static @Nullable JsonNode part(JsonNode document, String collection, String name) {
    JsonNode parts = document.path(PROPERTIES).path(collection);
    int place = parts instanceof ArrayNode array ? indexOf(array, name) : -1;
    return place < 0 ? null : parts.get(place);
  }

  private static int indexOf(ArrayNode parts, String name) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).path("name").asText().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  private static JsonNode sent(Change change) {
    return Objects.requireNonNull(change.after(), "a write other than DELETE says what follows");
  }
}
