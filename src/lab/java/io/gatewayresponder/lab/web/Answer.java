package io.gatewayresponder.lab.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the server answers: a status, headers and a body, which may be empty. */
@SuppressWarnings("ArrayRecordComponent") // Bodies are passed on, never compared.
public record Answer(int status, Map<String, String> headers, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  public static Answer json(int status, JsonNode body) {
    try {
      return of(
          status,
          "application/json; charset=utf-8",
          JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON tree that cannot be written", e);
    }
  }

  /** {@code {"error": message}}. */
  public static Answer error(int status, String message) {
    return json(status, JSON.createObjectNode().put("error", message));
  }

  public static Answer html(int status, String page) {
    return of(status, "text/html; charset=utf-8", page);
  }

  public static Answer text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text);
  }

  /** 302 to another place. */
  public static Answer redirect(String location) {
    return empty(302).with("Location", location);
  }

  /** The same answer with one more header. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }

  public static Answer of(int status, String contentType, String text) {
    return new Answer(
        status, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
  }
}
