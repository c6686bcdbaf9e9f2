package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * The fields of an ARM document that say nothing about how the resource is configured. They move by
 * themselves, so a digest, a drift check or a proof that looked at them would see a change where
 * there is none. This is the one place that names them.
 */
public final class Volatile {
  /** What never counts, with the reason. */
  static final Map<String, String> FIELDS =
      Map.of(
          "etag", "changes with every write, of a neighbouring child as well",
          "provisioningState", "tells how far a write has come, not what was written",
          "resourceGuid", "made up by Azure when the resource was created; nobody can set it",
          "ipConfigurations", "who has an address in a subnet; moves when a gateway scales",
          "applicationGatewayIPConfigurations", "which gateways are in a subnet");

  /**
   * Lists by which a part of a gateway says who refers to it. Azure derives them from the
   * references themselves, so they move as a consequence; told from lists of the same name that are
   * configuration by their elements, which hold an id and nothing else.
   */
  static final Set<String> REFERRED_BY =
      Set.of(
          "backendHttpSettings",
          "backendSettings",
          "httpListeners",
          "listeners",
          "pathRules",
          "redirectConfiguration",
          "requestRoutingRules",
          "routingRules",
          "urlPathMaps");

  /** The number of the last access restriction, which App Service shows and nobody made. */
  private static final int MADE_UP_PRIORITY = Integer.MAX_VALUE;

  /**
   * State that only an action changes. It counts when a resource is compared before a write, but
   * may not be sent, and moves as a consequence: any PUT starts a stopped gateway.
   */
  static final Map<String, String> STATE =
      Map.of("operationalState", "follows start and stop, and every PUT on a stopped gateway");

  private Volatile() {}

  /** A copy without the volatile fields, at any depth. */
  public static JsonNode without(JsonNode document) {
    return without(document, FIELDS.keySet(), Set.of());
  }

  /**
   * A copy that can be sent back with PUT: without the volatile fields and without state. Ids stay,
   * since the parts of a gateway refer to each other by id; fields that we do not know stay.
   */
  public static JsonNode body(JsonNode document) {
    return without(document, FIELDS.keySet(), STATE.keySet());
  }

  private static JsonNode without(JsonNode node, Set<String> fields, Set<String> state) {
    JsonNode copy = node.deepCopy();
    strip(copy, fields, state);
    return copy;
  }

  private static void strip(JsonNode node, Set<String> fields, Set<String> state) {
    if (node instanceof ObjectNode object) {
      object.remove(fields);
      object.remove(state);
      object.properties().removeIf(field -> isReferredBy(field.getKey(), field.getValue()));
      object.forEach(child -> strip(child, fields, state));
    } else if (node instanceof ArrayNode array) {
      for (int i = array.size() - 1; i >= 0; i--) {
        if (array.get(i).path("priority").asLong() == MADE_UP_PRIORITY) {
          array.remove(i);
        }
      }
      array.forEach(child -> strip(child, fields, state));
    }
  }

  private static boolean isReferredBy(String name, JsonNode value) {
    if (!REFERRED_BY.contains(name) || !value.isArray() || value.isEmpty()) {
      return false;
    }
    for (JsonNode element : value) {
      if (element.size() != 1 || !element.has("id")) {
        return false;
      }
    }
    return true;
  }
}
