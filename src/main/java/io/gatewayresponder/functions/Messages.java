package io.gatewayresponder.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads the bodies of queue messages. */
final class Messages {
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private Messages() {}

  /**
   * @throws IllegalArgumentException when the body is no such message; Service Bus sets it aside
   *     after its last delivery
   */
  static <T> T read(String body, Class<T> type) {
    try {
      return JSON.readValue(body, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "a queue message is not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }
}
