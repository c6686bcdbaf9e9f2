package io.gatewayresponder.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Azure CLI's own shape of documents ({@code az network … show}): it lifts what is below {@code
 * properties} one level up, in every part of a resource, and adds {@code resourceGroup}. This puts
 * it back. Old versions also wrote {@code Ip} where ARM writes {@code IP}.
 */
final class FlatShape {
  /** What stands beside {@code properties} in ARM's shape. */
  private static final Set<String> BESIDE =
      Set.of(
          "id",
          "name",
          "type",
          "etag",
          "location",
          "tags",
          "zones",
          "identity",
          "kind",
          "sku",
          "extendedLocation");

  private static final String ADDED = "resourceGroup";

  private static final Pattern OLD_SPELLING =
      Pattern.compile("(?<=[a-z])Ip(?=Address|Configuration|Allocation)");

  private FlatShape() {}

  /** The document in ARM's shape; one that has it already comes back as it is. */
  static JsonNode nest(JsonNode document) {
    return isResource(document) ? resource((ObjectNode) document) : document;
  }

  /** More than a reference, and without the level that ARM has. */
  private static boolean isResource(JsonNode node) {
    return node.isObject()
        && node.path("id").isTextual()
        && node.path("name").isTextual()
        && !node.path("properties").isObject();
  }

  private static ObjectNode resource(ObjectNode flat) {
    ObjectNode nested = flat.objectNode();
    ObjectNode properties = flat.objectNode();
    boolean gateway =
        flat.path("id").asText().toLowerCase(Locale.ROOT).contains("/applicationgateways/");
    flat.properties()
        .forEach(
            field -> {
              String name = field.getKey();
              // A gateway's size is among its properties, unlike that of other resources.
              boolean beside = BESIDE.contains(name) && !(gateway && name.equals("sku"));
              if (beside) {
                nested.set(name, field.getValue());
              } else if (!name.equals(ADDED)) {
                properties.set(spelling(name), value(field.getValue()));
              }
            });
    return nested.set("properties", properties);
  }

  private static JsonNode value(JsonNode flat) {
    if (isResource(flat)) {
      return resource((ObjectNode) flat);
    }
    if (flat instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      object.properties().stream()
          .filter(field -> !field.getKey().equals(ADDED))
          .forEach(field -> copy.set(spelling(field.getKey()), value(field.getValue())));
      return copy;
    }
    if (flat instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode(array.size());
      array.forEach(element -> copy.add(value(element)));
      return copy;
    }
    return flat;
  }

  private static String spelling(String name) {
    Matcher old = OLD_SPELLING.matcher(name);
    return name.equals("nextHopIpAddress") ? name : old.replaceAll("IP");
  }
}
