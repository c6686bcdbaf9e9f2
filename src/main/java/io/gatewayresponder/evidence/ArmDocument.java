package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How ARM documents are read. Azure leaves unset fields out, or fills them with {@code null},
 * {@code ""} or {@code []}, by API version and by resource: here all of these are "unset".
 */
final class ArmDocument {
  private ArmDocument() {}

  /** The text of a field; empty when unset. */
  static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }

  /** The text of a field below {@code properties}; empty when unset. */
  static String property(JsonNode document, String field) {
    return text(document.path("properties"), field);
  }

  /** A number below {@code properties}, or the documented default. */
  static int number(JsonNode document, String field, int otherwise) {
    return document.path("properties").path(field).asInt(otherwise);
  }

  /** The elements of an array below {@code properties}; none when unset. */
  static List<JsonNode> each(JsonNode document, String field) {
    return elements(document.path("properties").path(field));
  }

  static List<JsonNode> elements(JsonNode array) {
    if (array.isEmpty() || !array.isArray()) {
      return List.of();
    }
    List<JsonNode> elements = new ArrayList<>(array.size());
    array.forEach(elements::add);
    return elements;
  }

  /** The texts of an array below {@code properties}, without empty ones. */
  static List<String> texts(JsonNode document, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : each(document, field)) {
      String text = element.asText("");
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    return List.copyOf(texts);
  }

  /** What a singular and a plural field say together: ARM fills one of the two. */
  static List<String> singleOrMany(JsonNode document, String singular, String plural) {
    String single = property(document, singular);
    List<String> many = texts(document, plural);
    if (many.isEmpty()) {
      return single.isEmpty() ? List.of() : List.of(single);
    }
    Set<String> values = new LinkedHashSet<>();
    if (!single.isEmpty()) {
      values.add(single);
    }
    values.addAll(many);
    return List.copyOf(values);
  }

  /** The id that a reference below {@code properties} holds, when it is a resource id. */
  static Optional<ResourceId> reference(JsonNode document, String field) {
    return ResourceId.find(text(document.path("properties").path(field), "id"));
  }

  /** The ids that an array of references below {@code properties} holds. */
  static List<ResourceId> references(JsonNode document, String field) {
    return each(document, field).stream()
        .flatMap(element -> ResourceId.find(text(element, "id")).stream())
        .toList();
  }

  /** The last name of the id that a reference below {@code properties} holds; empty when unset. */
  static String referredName(JsonNode document, String field) {
    return lastName(text(document.path("properties").path(field), "id"));
  }

  static String lastName(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /** The resource's name: its own field, or the last one of its id where a reference is given. */
  static String name(JsonNode document) {
    String name = text(document, "name");
    return name.isEmpty() ? lastName(text(document, "id")) : name;
  }
}
