package io.gatewayresponder.lab.twin.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the causal model reads ARM's JSON: absent, null and empty are one thing, ids have no case.
 */
public final class Json {

  private Json() {}

  public static JsonNode properties(JsonNode document) {
    return document.path("properties");
  }

  public static Optional<String> text(JsonNode parent, String field) {
    JsonNode value = parent.path(field);
    return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  /** The id inside a reference such as {@code "networkSecurityGroup": {"id": …}}. */
  public static Optional<String> reference(JsonNode parent, String field) {
    return text(parent.path(field), "id");
  }

  /**
   * A singular field and its plural beside each other, of which Azure fills one or the other, or
   * both with blanks.
   */
  public static List<String> oneOrMany(JsonNode parent, String singular, String plural) {
    List<String> values = new ArrayList<>();
    text(parent, singular).ifPresent(values::add);
    parent.path(plural).forEach(value -> values.add(value.asText()));
    return List.copyOf(values);
  }

  public static String lastSegment(String armId) {
    return armId.substring(armId.lastIndexOf('/') + 1);
  }

  public static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  public static boolean sameId(String left, String right) {
    return left.equalsIgnoreCase(right);
  }
}
