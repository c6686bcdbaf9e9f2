package io.gatewayresponder.lab.twin.estate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as ARM words it. Thrown by whatever answers a request; the server turns it into the
 * response.
 */
public final class ArmError extends RuntimeException {
  private final int status;
  private final String code;
  private final ObjectNode body;
  private final @Nullable Duration retryAfter;

  /** {@code {"error": {"code", "message", "details": []}}}, as ARM and Microsoft.Network answer. */
  public ArmError(int status, String code, String message) {
    this(status, code, message, wrapped(code, message), null);
  }

  private ArmError(
      int status, String code, String message, ObjectNode body, @Nullable Duration retryAfter) {
    super(message);
    this.status = status;
    this.code = code;
    this.body = body;
    this.retryAfter = retryAfter;
  }

  /** {@code {"code", "message"}} without an envelope, as Azure Monitor's metrics answer. */
  public static ArmError flat(int status, String code, String message) {
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
    return new ArmError(status, code, message, body, null);
  }

  /** The same refusal with a body of the caller's. */
  public ArmError withBody(ObjectNode other) {
    return new ArmError(status, code, messageText(), other.deepCopy(), retryAfter);
  }

  /** The same refusal with a Retry-After header. */
  public ArmError retryAfter(Duration wait) {
    return new ArmError(status, code, messageText(), body, wait);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /** The response's body. */
  public ObjectNode body() {
    return body.deepCopy();
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  private String messageText() {
    return String.valueOf(getMessage());
  }

  private static ObjectNode wrapped(String code, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("code", code).put("message", message).putArray("details");
    return body;
  }
}
