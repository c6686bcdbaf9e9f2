package io.gatewayresponder.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gatewayresponder.lab.twin.estate.Estates;
import java.util.List;

/** Texts that want to be more than text, and where an alert has room for them. */
enum Hostile {
  SCRIPT("<script>alert(1)</script>"),
  IMAGE("\"><img src=x onerror=alert(1)>"),
  TEMPLATE("{{{headline}}} ${jndi:ldap://127.0.0.1/a} <%= 7*7 %>"),
  QUERY("' | union * | where 1==1 //"),
  FILTER("x' or PartitionKey ne 'x"),
  CONTROL("a\u0000b\u0007c\u001b[31md\r\nSet-Cookie: lab-person=olga"),
  BACKWARDS("\u202Eemag\u202C\u2066\uFEFF"),
  LONE_SURROGATE("\uD800"),
  MANY_PLANES("\uD83D\uDCA5".repeat(500) + "e\u0301".repeat(500)),
  LONG("a".repeat(60_000)),
  TOO_LONG("b".repeat(100_000)),
  UPWARDS(Estates.SHOP_GATEWAY + "/../../../x"),
  ENCODED_UPWARDS(Estates.SHOP_GATEWAY + "/%2e%2e/%2f..%2fx"),
  SLASHES(Estates.SHOP_GATEWAY.replace("shop-gateway", "a%2fb")),
  QUESTION(Estates.SHOP_GATEWAY + "?api-version=1#x"),
  OTHER_HOST("https://evil.example" + Estates.SHOP_GATEWAY),
  NO_NAME("/subscriptions//resourceGroups//providers/Microsoft.Network/applicationGateways/"),
  MARKUP_NAME(Estates.SHOP_GATEWAY.replace("shop-gateway", "<b>x</b>"));

  /** Where in the common alert schema, as JSON pointers. */
  static final List<String> FIELDS =
      List.of(
          "/schemaId",
          "/data/essentials/alertId",
          "/data/essentials/alertRule",
          "/data/essentials/severity",
          "/data/essentials/signalType",
          "/data/essentials/monitorCondition",
          "/data/essentials/monitoringService",
          "/data/essentials/alertTargetIDs/0",
          "/data/essentials/configurationItems/0",
          "/data/essentials/firedDateTime",
          "/data/essentials/description",
          "/data/alertContext/conditionType",
          "/data/alertContext/condition/allOf/0/metricName",
          "/data/alertContext/condition/allOf/0/threshold");

  private final String text;

  Hostile(String text) {
    this.text = text;
  }

  /** The document with this text in a field. */
  JsonNode in(ObjectNode document, String field) {
    int slash = field.lastIndexOf('/');
    JsonNode parent = document.at(field.substring(0, slash));
    String name = field.substring(slash + 1);
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(name), TextNode.valueOf(text));
    } else if (parent instanceof ObjectNode object) {
      object.put(name, text);
    }
    return document;
  }

  /** An answer that gives back what it was sent can be made to say anything. */
  boolean isEchoedBy(String body) {
    return body.contains(text) || isMarkupIn(body);
  }

  /** Whether a browser would take something of this text for markup. */
  boolean isMarkupIn(String page) {
    return page.contains("<script")
        || page.contains("<img")
        || page.contains("<b>x")
        || page.chars().anyMatch(letter -> letter < ' ' && "\r\n\t".indexOf(letter) < 0)
        || page.contains("\u202E");
  }
}
