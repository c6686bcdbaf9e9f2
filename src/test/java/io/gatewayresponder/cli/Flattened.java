package io.gatewayresponder.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the Azure CLI prints of a document: properties one level up everywhere, and a resource group
 * beside every id.
 */
final class Flattened {
  private Flattened() {}

  static JsonNode of(JsonNode document) {
    if (document instanceof ArrayNode array) {
      ArrayNode flat = array.arrayNode();
      array.forEach(element -> flat.add(of(element)));
      return flat;
    }
    if (!(document instanceof ObjectNode object)) {
      return document;
    }
    ObjectNode flat = object.objectNode();
    boolean resource = object.path("properties").isObject();
    object
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().equals("properties")) {
                flat.set(field.getKey(), of(field.getValue()));
              }
            });
    if (resource) {
      flat.setAll((ObjectNode) of(object.path("properties")));
    }
    if (flat.has("id")) {
      flat.put("resourceGroup", "shop-edge");
    }
    return flat;
  }

  /** The document as ARM has it: with an id for every part, which documents of tests leave out. */
  static JsonNode withIds(JsonNode document) {
    if (document.isContainerNode()) {
      document.forEach(Flattened::withIds);
    }
    if (document instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("id")) {
      object.put("id", "/subscriptions/x/part");
    }
    return document;
  }
}
