package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.ResourceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ARM write, whole: what is sent, and what stood there before. Preview, digest, drift check,
 * audit and undo all work on this one shape.
 *
 * @param resourceId the resource that is written, such as a security rule or the gateway
 * @param apiVersion the ARM api-version that is sent
 * @param operation the HTTP method
 * @param path for POST the action, such as {@code /start}; otherwise empty
 * @param before the resource as it was read when planning, or for PATCH those of its fields that
 *     are sent, or for POST those of its properties that the action changes; null where it must not
 *     exist
 * @param after the body that is sent, or for POST what must be true of the resource's properties
 *     afterwards (the action itself is sent without a body); null for DELETE
 */
public record Change(
    ResourceId resourceId,
    String apiVersion,
    Operation operation,
    String path,
    @Nullable JsonNode before,
    @Nullable JsonNode after) {

  /** The api-version of Microsoft.Network that we read and write with. */
  public static final String NETWORK_API_VERSION = "2025-05-01";

  /** The HTTP method of a write. */
  public enum Operation {
    PUT,
    PATCH,
    DELETE,
    POST
  }

  public Change {
    before = orNull(before);
    after = orNull(after);
  }

  /** The api-version of Microsoft.Web that we read and write with. */
  public static final String WEB_API_VERSION = "2023-12-01";

  /**
   * The resource whose document holds what is written: an app's configuration is read by itself,
   * every other part with its top-level resource.
   */
  public ResourceId document() {
    return resourceId.isType("Microsoft.Web/sites/config") ? resourceId : resourceId.root();
  }

  static Change put(ResourceId id, @Nullable JsonNode before, JsonNode after) {
    return new Change(id, NETWORK_API_VERSION, Operation.PUT, "", before, after);
  }

  static Change delete(ResourceId id, JsonNode before) {
    return new Change(id, NETWORK_API_VERSION, Operation.DELETE, "", before, null);
  }

  static Change post(ResourceId id, String action, JsonNode before, JsonNode after) {
    return new Change(id, NETWORK_API_VERSION, Operation.POST, action, before, after);
  }

  /** Sends some fields of an App Service document; what is not sent stays. */
  static Change patchWeb(ResourceId id, JsonNode before, JsonNode after) {
    return new Change(id, WEB_API_VERSION, Operation.PATCH, "", before, after);
  }

  /** What differs between before and after, value by value, in the order of the document. */
  public List<Difference> differences() {
    Leaves was = Leaves.ofPart(before).withoutState();
    return operation == Operation.POST
        ? Leaves.ofPart(before).to(Leaves.ofPart(after))
        : was.to(Leaves.ofPart(after).withoutState());
  }

  /** Jackson reads a JSON null as a node of its own; here it means that there is none. */
  private static @Nullable JsonNode orNull(@Nullable JsonNode node) {
    return node == null || node.isNull() || node.isMissingNode() ? null : node;
  }
}
