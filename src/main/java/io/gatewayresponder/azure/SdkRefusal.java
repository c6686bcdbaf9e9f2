package io.gatewayresponder.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Look;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that an SDK's client throws, as a look. The SDK's own reading of it knows the flat
 * shape alone; its message holds the body.
 */
final class SdkRefusal {
  private SdkRefusal() {}

  static <T> Look<T> look(String what, HttpResponseException e) {
    if (e.getResponse() == null) {
      Look.Why why =
          e instanceof ClientAuthenticationException ? Look.Why.FORBIDDEN : Look.Why.MALFORMED;
      return new Look.Unreadable<>(
          why, what, ArmError.clip(String.valueOf(e.getMessage()), ArmError.MAX_MESSAGE));
    }
    int status = e.getResponse().getStatusCode();
    ArmAnswer.Answered answered =
        new ArmAnswer.Answered(
            status, e.getResponse().getHeaders(), body(String.valueOf(e.getMessage())), true);
    // A 200 that the client could not read.
    Look.Why why = answered.succeeded() ? Look.Why.MALFORMED : answered.why();
    return new Look.Unreadable<>(why, what, ArmError.of(answered).sentence());
  }

  private static @Nullable JsonNode body(String message) {
    int from = message.indexOf('{');
    int to = message.lastIndexOf('}');
    try {
      return from < 0 || to < from ? null : Json.MAPPER.readTree(message.substring(from, to + 1));
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
