package io.gatewayresponder.lab.host;

import io.gatewayresponder.lab.web.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A route template such as {@code console/incidents/{id}}; letters match in any case. */
record Route(String template) {
  /** The values of the template's parameters, or nothing when the path is another one. */
  Optional<Map<String, String>> match(String path) {
    String[] wanted = template.split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      if (isParameter(wanted[i])) {
        if (given[i].isEmpty()) {
          return Optional.empty();
        }
        // A plus in a path is a plus.
        values.put(nameOf(wanted[i]), Request.decode(given[i].replace("+", "%2B")));
      } else if (!wanted[i].equalsIgnoreCase(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  /** Literal parts win over parameters. */
  int parameters() {
    return (int) template.chars().filter(letter -> letter == '{').count();
  }

  private static boolean isParameter(String part) {
    return part.startsWith("{") && part.endsWith("}");
  }

  private static String nameOf(String part) {
    return part.substring(1, part.length() - 1);
  }
}
