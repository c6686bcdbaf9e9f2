package io.gatewayresponder.lab.twin.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The {@code config/web} of an app. Its lists of access restrictions always end with a rule that
 * the service makes up, so that a reader sees what happens to everybody else; what a client sends
 * back of that rule is not believed.
 */
final class SiteConfiguration {
  /** The made-up rule's priority, as recorded since 2022; no rule of a client's may have it. */
  private static final int LAST = Integer.MAX_VALUE;

  /** What a rule without a priority gets. */
  private static final int UNNUMBERED = 65_000;

  private static final String RESTRICTIONS = "SecurityRestrictions";

  private SiteConfiguration() {}

  /** A new app's: everybody may come in. */
  static ObjectNode defaults() {
    ObjectNode properties = Json.resource("/estate/site-config.json");
    settle(properties);
    return properties;
  }

  /** Takes over what was sent, field by field, and sets the made-up rules anew. */
  static void merge(ObjectNode properties, JsonNode sent) {
    for (var field : sent.properties()) {
      properties.set(field.getKey(), field.getValue().deepCopy());
    }
    settle(properties);
  }

  private static void settle(ObjectNode properties) {
    settle(properties, "ip");
    settle(properties, "scmIp");
  }

  private static void settle(ObjectNode properties, String whose) {
    ArrayNode rules = Json.array();
    for (ObjectNode rule : Json.objects(properties.path(whose + RESTRICTIONS))) {
      if (!isMadeUp(rule)) {
        if (!rule.path("priority").isInt()) {
          rule.put("priority", UNNUMBERED);
        }
        rules.add(rule);
      }
    }
    String chosen = properties.path(whose + RESTRICTIONS + "DefaultAction").asText("");
    boolean allows = chosen.isEmpty() ? rules.isEmpty() : chosen.equalsIgnoreCase("Allow");
    rules
        .addObject()
        .put("ipAddress", "Any")
        .put("action", allows ? "Allow" : "Deny")
        .put("priority", LAST)
        .put("name", allows ? "Allow all" : "Deny all")
        .put("description", allows ? "Allow all access" : "Deny all access");
    properties.set(whose + RESTRICTIONS, rules);
  }

  private static boolean isMadeUp(JsonNode rule) {
    return rule.path("priority").asInt() == LAST
        && rule.path("ipAddress").asText().equalsIgnoreCase("Any");
  }
}
