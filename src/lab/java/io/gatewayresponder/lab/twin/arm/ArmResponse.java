package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param body null for an empty one; a JSON null is the word {@code null}, which ARM does send
 */
record ArmResponse(int status, Map<String, String> headers, @Nullable JsonNode body) {
  static ArmResponse ok(JsonNode body) {
    return new ArmResponse(200, Map.of(), body);
  }

  /** A resource, with its etag as a header too. */
  static ArmResponse resource(JsonNode document) {
    String etag = document.path("etag").asText();
    return new ArmResponse(200, etag.isEmpty() ? Map.of() : Map.of("ETag", etag), document);
  }

  static ArmResponse refusal(ArmError error) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-ms-failure-cause", error.status() == 429 ? "service" : "gateway");
    error.retryAfter().ifPresent(wait -> headers.put("Retry-After", "" + wait.toSeconds()));
    return new ArmResponse(error.status(), headers, error.body());
  }

  ArmResponse with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new ArmResponse(status, more, body);
  }
}
