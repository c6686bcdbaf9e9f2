package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * What ARM makes of a change: written apart from the code under test, and with what Azure does
 * besides (new etags, ids, empty lists, a stopped gateway that a PUT starts).
 */
final class Apply {
  private static final String NEW_ETAG = "W/\"after\"";

  private Apply() {}

  static JsonNode to(JsonNode root, Change change) {
    ObjectNode document = root.deepCopy();
    if (change.resourceId().isType("Microsoft.Web/sites/config")) {
      return configured(document, change);
    }
    boolean whole = change.resourceId().toString().equalsIgnoreCase(root.path("id").asText());
    if (whole) {
      ObjectNode result =
          switch (change.operation()) {
            case PUT -> body(change);
            case POST -> {
              ((ObjectNode) document.path("properties")).setAll(body(change));
              yield document;
            }
            default -> throw new IllegalArgumentException("not on a top-level resource");
          };
      result.put("etag", NEW_ETAG);
      ObjectNode properties = (ObjectNode) result.path("properties");
      properties.put("provisioningState", "Succeeded");
      properties.put("operationalState", "Running");
      return result;
    }
    document.put("etag", NEW_ETAG);
    if (change.resourceId().isType("Microsoft.Network/virtualNetworks/subnets")) {
      return withSubnet(document, change);
    }
    ArrayNode rules = (ArrayNode) document.path("properties").path("securityRules");
    String name = change.resourceId().name();
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (rules.get(i).path("name").asText().equalsIgnoreCase(name)) {
        rules.remove(i);
      }
    }
    if (change.operation() == Change.Operation.PUT) {
      ObjectNode rule = body(change);
      rule.put("name", name);
      rule.put("id", change.resourceId().toString());
      rule.put("type", "Microsoft.Network/networkSecurityGroups/securityRules");
      rule.put("etag", NEW_ETAG);
      ObjectNode properties = (ObjectNode) rule.path("properties");
      properties.put("provisioningState", "Succeeded");
      for (String list :
          new String[] {
            "sourcePortRanges",
            "destinationPortRanges",
            "sourceAddressPrefixes",
            "destinationAddressPrefixes"
          }) {
        properties.withArray("/" + list);
      }
      rules.insert(0, rule);
    }
    return document;
  }

  /** App Service ends the list with a rule of its own. */
  private static JsonNode configured(ObjectNode document, Change change) {
    ObjectNode properties = (ObjectNode) document.path("properties");
    properties.setAll((ObjectNode) body(change).path("properties"));
    boolean open = properties.path("ipSecurityRestrictions").isEmpty();
    properties
        .withArray("/ipSecurityRestrictions")
        .addObject()
        .put("ipAddress", "Any")
        .put("action", open ? "Allow" : "Deny")
        .put("priority", Integer.MAX_VALUE)
        .put("name", open ? "Allow all" : "Deny all")
        .put("description", open ? "Allow all access" : "Deny all access");
    return document;
  }

  private static JsonNode withSubnet(ObjectNode document, Change change) {
    ArrayNode subnets = (ArrayNode) document.path("properties").path("subnets");
    for (int i = 0; i < subnets.size(); i++) {
      if (subnets.get(i).path("name").asText().equalsIgnoreCase(change.resourceId().name())) {
        ObjectNode subnet = body(change);
        subnet.put("etag", NEW_ETAG);
        ObjectNode properties = (ObjectNode) subnet.path("properties");
        properties.put("provisioningState", "Succeeded");
        JsonNode used = subnets.get(i).path("properties").get("ipConfigurations");
        if (used != null) {
          properties.set("ipConfigurations", used);
        }
        properties
            .path("serviceEndpoints")
            .forEach(endpoint -> ((ObjectNode) endpoint).put("provisioningState", "Succeeded"));
        subnets.set(i, subnet);
      }
    }
    return document;
  }

  private static ObjectNode body(Change change) {
    return Objects.requireNonNull(change.after()).deepCopy();
  }
}
