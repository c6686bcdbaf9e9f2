package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * One ARM write, whole: what is sent, and what stood there before. Preview, digest, drift check,
 * audit and undo all work on this one shape.
 *
 * @param resourceId the resource that is written, such as a security rule or the gateway
 * @param apiVersion the ARM api-version that is sent
 * @param operation the HTTP method
 * @param path for POST the action, such as {@code /start}; otherwise empty
 * @param before the resource as it was read when planning; null where it must not exist
 * @param after the body that is sent, or for POST what must be true of the resource afterwards;
 *     null for DELETE
 */
public record Change(
    ResourceId resourceId,
    String apiVersion,
    Operation operation,
    String path,
    @Nullable JsonNode before,
    @Nullable JsonNode after) {

  /** The HTTP method of a write. */
  public enum Operation {
    PUT,
    PATCH,
    DELETE,
    POST
  }
}
