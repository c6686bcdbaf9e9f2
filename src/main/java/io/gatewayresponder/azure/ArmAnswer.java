package io.gatewayresponder.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Look;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of one request to ARM: an answer, or none and why. */
sealed interface ArmAnswer {
  /**
   * An answer came, whatever it says.
   *
   * @param body null when it was empty, or the JSON word null
   * @param understood false when the body was not JSON, or too long
   */
  record Answered(int status, HttpHeaders headers, @Nullable JsonNode body, boolean understood)
      implements ArmAnswer {
    boolean succeeded() {
      return status >= 200 && status < 300;
    }

    Optional<String> header(HttpHeaderName name) {
      return Optional.ofNullable(headers.getValue(name)).filter(value -> !value.isBlank());
    }

    Duration retryAfter(Duration otherwise) {
      return RetryAfter.of(headers).orElse(otherwise);
    }

    /** The reason why this refusal could not be read. */
    Look.Why why() {
      return switch (status) {
        case 401, 403 -> Look.Why.FORBIDDEN;
        case 404 -> Look.Why.NOT_FOUND;
        case 408 -> Look.Why.TIMED_OUT;
        case 429 -> Look.Why.UNREACHABLE;
        default -> {
          if (status >= 500) {
            yield Look.Why.UNREACHABLE;
          }
          yield status >= 400 ? Look.Why.REFUSED : Look.Why.MALFORMED;
        }
      };
    }
  }

  /**
   * No answer came.
   *
   * @param maybeSent whether the service may have got the request: the question before a write is
   *     repeated
   */
  record Silent(Look.Why why, boolean maybeSent, String detail) implements ArmAnswer {}
}
