package io.gatewayresponder.lab.twin.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The fields that the service writes into a resource and into each of its sub-resources: id, type,
 * etag and provisioning state. A sub-resource is an element of an array in {@code properties} that
 * has a name and properties of its own.
 */
public final class Stamp {
  private Stamp() {}

  /** A new etag, in the weak form that the network provider uses. */
  public static String newEtag() {
    return "W/\"" + UUID.randomUUID() + "\"";
  }

  /**
   * Puts one etag and one provisioning state on the resource and all its sub-resources, and the ids
   * that are missing.
   */
  public static void all(ObjectNode resource, String state, String etag) {
    resource.put("etag", etag);
    Json.properties(resource).put("provisioningState", state);
    children(resource, child -> all(child, state, etag));
  }

  /** Puts one etag on the resource and all its sub-resources, and leaves their states. */
  public static void etag(ObjectNode resource, String etag) {
    resource.put("etag", etag);
    children(resource, child -> etag(child, etag));
  }

  /**
   * Gives every sub-resource the id, and each new one the type, that follow from its name and
   * place.
   */
  public static void ids(ObjectNode resource) {
    String id = resource.path("id").asText();
    String type = ResourceId.of(id).type();
    for (var field : resource.path("properties").properties()) {
      for (ObjectNode child : Json.objects(field.getValue())) {
        if (isSubResource(child)) {
          // Old API versions gave parts an id and no type; those stay as they are.
          if (!child.has("id") || child.has("type")) {
            child.put("type", type + "/" + field.getKey());
          }
          child.put("id", id + "/" + field.getKey() + "/" + child.path("name").asText());
          ids(child);
        }
      }
    }
  }

  static boolean isSubResource(JsonNode node) {
    return node.path("name").isTextual() && node.path("properties").isObject();
  }

  private static void children(ObjectNode resource, Consumer<ObjectNode> each) {
    for (JsonNode value : resource.path("properties")) {
      for (ObjectNode child : Json.objects(value)) {
        if (isSubResource(child)) {
          each.accept(child);
        }
      }
    }
  }
}
