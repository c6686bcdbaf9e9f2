package io.gatewayresponder.lab.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What makes a function run: the {@code …Trigger} binding of its {@code function.json}. */
sealed interface Trigger {
  /** The binding's name, by which a parameter may ask for its value. */
  String name();

  /** A request to a route. */
  record Http(String name, String route, List<String> methods, boolean needsKey)
      implements Trigger {}

  /** A message of a queue; {@code connection} names the setting that says how to reach it. */
  record Queue(String name, String queue, String connection, boolean sessions) implements Trigger {}

  /** A moment of an NCRONTAB schedule. */
  record Timer(String name, String schedule) implements Trigger {}

  /**
   * Reads a trigger binding.
   *
   * @param function the function's name, which is also the default route
   */
  static Trigger read(String function, JsonNode binding) {
    String name = binding.path("name").asText();
    return switch (binding.path("type").asText()) {
      case "httpTrigger" -> http(function, name, binding);
      case "serviceBusTrigger" ->
          new Queue(
              name,
              required(function, binding, "queueName"),
              binding.path("connection").asText("AzureWebJobsServiceBus"),
              binding.path("isSessionsEnabled").asBoolean());
      case "timerTrigger" -> new Timer(name, required(function, binding, "schedule"));
      default ->
          throw new IllegalStateException(
              "Function "
                  + function
                  + " has a binding that the lab's host does not serve: "
                  + binding);
    };
  }

  private static Http http(String function, String name, JsonNode binding) {
    List<String> methods = new ArrayList<>();
    binding
        .path("methods")
        .forEach(method -> methods.add(method.asText().toUpperCase(Locale.ROOT)));
    String level = binding.path("authLevel").asText("FUNCTION").toUpperCase(Locale.ROOT);
    return new Http(
        name, binding.path("route").asText(function), methods, !level.equals("ANONYMOUS"));
  }

  private static String required(String function, JsonNode binding, String field) {
    String value = binding.path(field).asText();
    if (value.isEmpty()) {
      throw new IllegalStateException(
          "The " + binding.path("type").asText() + " of function " + function + " lacks " + field);
    }
    return value;
  }
}
