package io.gatewayresponder.resolution;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One spelling for equal JSON: keys sorted, no white space, numbers without exponent or trailing
 * zeros. Two documents that mean the same have the same text, on every JVM.
 */
final class CanonicalJson {
  private CanonicalJson() {}

  static String of(JsonNode node) {
    StringBuilder text = new StringBuilder();
    write(node, text);
    return text.toString();
  }

  private static void write(JsonNode node, StringBuilder text) {
    switch (node.getNodeType()) {
      case OBJECT -> writeObject(node, text);
      case ARRAY -> writeArray(node, text);
      case NUMBER -> text.append(number(node.decimalValue()));
      case STRING -> quote(node.textValue(), text);
      case BOOLEAN -> text.append(node.booleanValue());
      default -> text.append("null");
    }
  }

  private static void writeObject(JsonNode node, StringBuilder text) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    Collections.sort(names);
    String separator = "";
    text.append('{');
    for (String name : names) {
      text.append(separator);
      quote(name, text);
      text.append(':');
      write(node.path(name), text);
      separator = ",";
    }
    text.append('}');
  }

  private static void writeArray(JsonNode node, StringBuilder text) {
    String separator = "";
    text.append('[');
    for (JsonNode element : node) {
      text.append(separator);
      write(element, text);
      separator = ",";
    }
    text.append(']');
  }

  private static String number(BigDecimal value) {
    // stripTrailingZeros leaves 0.00 alone on some JVMs' past, and 1E+2 as it is.
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static void quote(String value, StringBuilder text) {
    text.append('"').append(JsonStringEncoder.getInstance().quoteAsString(value)).append('"');
  }
}
