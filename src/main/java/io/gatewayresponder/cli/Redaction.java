package io.gatewayresponder.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Set;

/**
 * Takes out of documents what may be secret and what no step reads, before they go into a file that
 * is passed on. ARM answers reads without secrets as a rule; App Service configurations and the
 * Activity Log are the exceptions.
 */
final class Redaction {
  /** In lower case. */
  private static final Set<String> FIELDS =
      Set.of(
          "accesskey",
          "appsettings",
          "authorization",
          "azurestorageaccounts",
          "claims",
          "connectionstrings",
          "customdomainverificationid",
          "httprequest",
          "machinekey",
          "password",
          "primarysharedkey",
          "publishingpassword",
          "publishingusername",
          "sharedkey",
          "secondarysharedkey");

  private Redaction() {}

  static JsonNode of(JsonNode document) {
    if (document instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      object
          .properties()
          .forEach(field -> copy.set(field.getKey(), redacted(field.getKey(), field.getValue())));
      return copy;
    }
    if (document instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode(array.size());
      array.forEach(element -> copy.add(of(element)));
      return copy;
    }
    return document;
  }

  private static JsonNode redacted(String name, JsonNode value) {
    boolean holds = value.isTextual() || (value.isContainerNode() && !value.isEmpty());
    return holds && FIELDS.contains(name.toLowerCase(Locale.ROOT))
        ? TextNode.valueOf("(left out)")
        : of(value);
  }
}
