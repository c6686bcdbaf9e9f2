package io.gatewayresponder.lab.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.web.Request;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The fields of a request's JSON object. A field that is missing, of the wrong kind or unknown is
 * an {@link IllegalArgumentException} that names it: a mistyped fault must not look like one that
 * had no effect.
 */
final class Fields {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode object;
  private final String where;

  private Fields(JsonNode object, String where) {
    this.object = object;
    this.where = where;
  }

  /** The fields of a request that may have these and no others. */
  static Fields of(Request request, String... known) {
    JsonNode body;
    try {
      body = JSON.readTree(request.body().length == 0 ? "{}" : request.text());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The body is not JSON: " + e.getOriginalMessage(), e);
    }
    return of(body, "The body", known);
  }

  private static Fields of(JsonNode object, String where, String... known) {
    if (!object.isObject()) {
      throw new IllegalArgumentException(where + " must be a JSON object");
    }
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!List.of(known).contains(name)) {
                throw new IllegalArgumentException(
                    where
                        + " has an unknown field \""
                        + name
                        + "\"; there are "
                        + new TreeSet<>(List.of(known)));
              }
            });
    return new Fields(object, where);
  }

  boolean has(String name) {
    return object.has(name);
  }

  /** A field that is there and null. */
  boolean isNull(String name) {
    return object.path(name).isNull();
  }

  /** The fields of an object within. */
  Fields inner(String name, String... known) {
    return of(object.path(name), "\"" + name + "\"", known);
  }

  String text(String name) {
    require(object.path(name).isTextual(), name, "a text");
    return object.path(name).asText();
  }

  Optional<String> textIfThere(String name) {
    return object.has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  int integer(String name) {
    require(object.path(name).canConvertToInt() && object.path(name).isInt(), name, "an integer");
    return object.path(name).asInt();
  }

  int integer(String name, int otherwise) {
    return object.has(name) ? integer(name) : otherwise;
  }

  double number(String name) {
    require(object.path(name).isNumber(), name, "a number");
    return object.path(name).asDouble();
  }

  boolean flag(String name) {
    require(object.path(name).isBoolean(), name, "true or false");
    return object.path(name).asBoolean();
  }

  boolean flag(String name, boolean otherwise) {
    return object.has(name) ? flag(name) : otherwise;
  }

  /** The object itself, for whoever reads it further. */
  ObjectNode copy() {
    return object.deepCopy();
  }

  private void require(boolean condition, String name, String kind) {
    if (!condition) {
      throw new IllegalArgumentException(where + " needs a field \"" + name + "\" that is " + kind);
    }
  }
}
