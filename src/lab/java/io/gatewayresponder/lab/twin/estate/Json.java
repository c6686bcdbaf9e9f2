package io.gatewayresponder.lab.twin.estate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The twin's JSON: trees from end to end, so that no field is lost that nobody thought of. */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** {@code {"id": id}}, as ARM refers to another resource. */
  public static ObjectNode reference(String id) {
    return object().put("id", id);
  }

  /** {@code {"value": […]}}, as ARM lists. */
  public static ObjectNode list(List<ObjectNode> elements) {
    ObjectNode list = object();
    list.putArray("value").addAll(elements);
    return list;
  }

  /** The object elements of an array; none when the node is no array. */
  public static List<ObjectNode> objects(JsonNode array) {
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode element : array) {
      if (element instanceof ObjectNode object) {
        objects.add(object);
      }
    }
    return objects;
  }

  /** The properties of a resource, made when absent. */
  public static ObjectNode properties(ObjectNode resource) {
    return resource.withObjectProperty("properties");
  }

  public static JsonNode read(byte[] text) throws IOException {
    return MAPPER.readTree(text);
  }

  public static JsonNode read(InputStream text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An object of the lab's own, on the class path. */
  static ObjectNode resource(String path) {
    try (InputStream in = Json.class.getResourceAsStream(path)) {
      if (in != null && MAPPER.readTree(in) instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalStateException("No JSON object on the class path: " + path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] write(JsonNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
