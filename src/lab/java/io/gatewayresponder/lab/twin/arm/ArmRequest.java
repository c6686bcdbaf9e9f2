package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.twin.estate.ArmError;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that got past the front door.
 *
 * @param path decoded
 * @param query decoded parameters
 * @param body null when there was none
 * @param origin scheme and authority, for the addresses in answers
 * @param action what the route says it is, see {@link Access}
 * @param rights what the caller may do
 * @param names what the route's place holders matched
 */
record ArmRequest(
    String method,
    String path,
    Map<String, String> query,
    @Nullable JsonNode body,
    Principal principal,
    String origin,
    String action,
    Rights rights,
    Map<String, String> names) {

  String name(String placeHolder) {
    String value = names.get(placeHolder);
    if (value == null) {
      throw new IllegalArgumentException("The route has no place holder " + placeHolder);
    }
    return value;
  }

  /** Throws a 403 when the caller may not use what the document refers to. */
  void requireLinked(String linkedAction, Set<String> linked) {
    rights.requireLinked(action, path, linkedAction, linked);
  }

  String apiVersion() {
    return query.getOrDefault("api-version", "");
  }

  /** The body of a PUT: a 400 when it is no object. */
  ObjectNode document() {
    if (body instanceof ObjectNode object) {
      return object.deepCopy();
    }
    throw new ArmError(
        400,
        "InvalidRequestContent",
        "The request content was invalid and could not be deserialized: an object is expected.");
  }

  /**
   * The resource, group or subscription that the path is about: what a role must be assigned on.
   */
  String scope() {
    int at = path.toLowerCase(Locale.ROOT).lastIndexOf("/providers/");
    if (at < 0) {
      return path;
    }
    // After the namespace come pairs; one more is a list or an action.
    String[] tail = path.substring(at + "/providers/".length()).split("/", -1);
    if (tail.length == 2) {
      return path.substring(0, at);
    }
    return tail.length % 2 == 1 ? path : path.substring(0, path.lastIndexOf('/'));
  }
}
