package io.gatewayresponder.lab.twin.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The references between the parts of one gateway. A rule names its listener; the service writes
 * the reverse (the listener's {@code requestRoutingRules}) by itself, and what a client sends there
 * is of no account.
 */
public final class GatewayReferences {
  /**
   * How the referring part is called in the reverse field, by its collection. Parts that are not
   * here are not written back.
   */
  private static final Map<String, String> REVERSE =
      Map.of(
          "httpListeners", "httpListeners",
          "listeners", "listeners",
          "requestRoutingRules", "requestRoutingRules",
          "urlPathMaps", "urlPathMaps",
          "pathRules", "pathRules",
          "backendHttpSettingsCollection", "backendHttpSettings",
          "redirectConfigurations", "redirectConfiguration");

  /** Which parts were recorded with which reverse fields, by their collection; no other has any. */
  private static final Map<String, Set<String>> SHOWN =
      Map.ofEntries(
          Map.entry("authenticationCertificates", Set.of("backendHttpSettings")),
          Map.entry("trustedRootCertificates", Set.of("backendHttpSettings")),
          Map.entry("probes", Set.of("backendHttpSettings")),
          Map.entry(
              "backendAddressPools", Set.of("requestRoutingRules", "urlPathMaps", "pathRules")),
          Map.entry(
              "backendHttpSettingsCollection",
              Set.of("requestRoutingRules", "urlPathMaps", "pathRules")),
          Map.entry(
              "redirectConfigurations", Set.of("requestRoutingRules", "urlPathMaps", "pathRules")),
          Map.entry("frontendIPConfigurations", Set.of("httpListeners", "listeners")),
          Map.entry("frontendPorts", Set.of("httpListeners", "listeners")),
          Map.entry("sslCertificates", Set.of("httpListeners")),
          Map.entry("httpListeners", Set.of("requestRoutingRules", "redirectConfiguration")),
          Map.entry("urlPathMaps", Set.of("requestRoutingRules")));

  private static final Set<String> REVERSE_FIELDS = Set.copyOf(REVERSE.values());

  private GatewayReferences() {}

  /** Writes the reverse references of a gateway whose parts have ids. */
  public static void reverse(ObjectNode gateway) {
    Map<String, ObjectNode> parts = new LinkedHashMap<>();
    Map<String, String> collections = new HashMap<>();
    collect(gateway, parts, collections);
    parts.values().forEach(GatewayReferences::strip);
    // All are read before any is written: what is written here refers back, and must not be
    // followed.
    Map<String, List<String>> targets = new LinkedHashMap<>();
    parts.forEach((key, part) -> targets.put(key, targets(part)));
    parts.forEach(
        (key, part) -> {
          String field = REVERSE.get(collections.getOrDefault(key, ""));
          if (field != null) {
            for (String target : targets.getOrDefault(key, List.of())) {
              String targetKey = ResourceId.key(target);
              ObjectNode referred = parts.get(targetKey);
              String whose = collections.getOrDefault(targetKey, "");
              if (referred != null && SHOWN.getOrDefault(whose, Set.of()).contains(field)) {
                add(referred, field, part.path("id").asText());
              }
            }
          }
        });
  }

  /** The ids that a part refers to, its own sub-resources left out. */
  public static List<String> targets(ObjectNode part) {
    List<String> ids = new ArrayList<>();
    for (JsonNode value : part.path("properties")) {
      if (isReference(value)) {
        ids.add(value.path("id").asText());
      } else if (value.isArray()) {
        for (JsonNode element : value) {
          if (isReference(element)) {
            ids.add(element.path("id").asText());
          }
        }
      }
    }
    return ids;
  }

  /** Every part of a gateway with its key, path rules included. */
  public static Map<String, ObjectNode> parts(ObjectNode gateway) {
    Map<String, ObjectNode> parts = new LinkedHashMap<>();
    collect(gateway, parts, new HashMap<>());
    return parts;
  }

  /** Removes what the service would have written into a part. */
  static void strip(ObjectNode part) {
    ObjectNode properties = Json.properties(part);
    for (String field : REVERSE_FIELDS) {
      JsonNode value = properties.path(field);
      if (value.isArray() && !value.isEmpty() && isReference(value.get(0))) {
        properties.remove(field);
      }
    }
  }

  private static void collect(
      ObjectNode owner, Map<String, ObjectNode> parts, Map<String, String> collections) {
    for (var field : owner.path("properties").properties()) {
      for (ObjectNode child : Json.objects(field.getValue())) {
        if (Stamp.isSubResource(child)) {
          String key = ResourceId.key(child.path("id").asText());
          parts.put(key, child);
          collections.put(key, field.getKey());
          collect(child, parts, collections);
        }
      }
    }
  }

  private static void add(ObjectNode referred, String field, String id) {
    ArrayNode list = Json.properties(referred).withArrayProperty(field);
    for (JsonNode element : list) {
      if (element.path("id").asText().equalsIgnoreCase(id)) {
        return;
      }
    }
    list.add(Json.reference(id));
  }

  private static boolean isReference(JsonNode node) {
    return node.isObject() && node.size() == 1 && node.path("id").isTextual();
  }
}
