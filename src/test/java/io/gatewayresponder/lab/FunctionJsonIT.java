package io.gatewayresponder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packaged app, as Azure will read it: what listens where, and who may call it. */
final class FunctionJsonIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Path APP =
      Path.of(System.getProperty("lab.app", "target/azure-functions/gateway-responder"));

  /** A cold start reads the whole package. */
  private static final long MOST_BYTES = 40L * 1024 * 1024;

  @Test
  void each_function_listens_where_it_should_and_only_the_intake_wants_a_key() throws Exception {
    Map<String, String> expected =
        new TreeMap<>(
            Map.of(
                "AlertIntake", "http [POST] alerts FUNCTION",
                "Console", "http [GET] console ANONYMOUS",
                "ConsoleIncident", "http [GET] console/incidents/{id} ANONYMOUS",
                "Decision", "http [GET, POST] console/incidents/{id}/decision ANONYMOUS",
                "Health", "http [GET] health ANONYMOUS",
                "Incident", "http [GET] incidents/{id} ANONYMOUS",
                "Incidents", "http [GET] incidents ANONYMOUS",
                "Reconcile", "timer %RESPONDER_RECONCILE_SCHEDULE%",
                "ResolutionGate", "queue resolutions at ResponderBus, sessions",
                "Triage", "queue alerts at ResponderBus"));
    Map<String, String> packaged = new TreeMap<>();
    functions().forEach((name, function) -> packaged.put(name, trigger(function)));
    assertEquals(expected, packaged);
  }

  @Test
  void each_function_names_a_jar_and_a_method_that_are_there() throws Exception {
    for (Map.Entry<String, JsonNode> function : functions().entrySet()) {
      Path jar =
          APP.resolve(function.getKey()).resolve(function.getValue().path("scriptFile").asText());
      assertTrue(Files.isRegularFile(jar), function.getKey() + " names " + jar);
      String entryPoint = function.getValue().path("entryPoint").asText();
      int dot = entryPoint.lastIndexOf('.');
      Class<?> type = Class.forName(entryPoint.substring(0, dot));
      assertTrue(
          Arrays.stream(type.getMethods())
              .anyMatch(method -> method.getName().equals(entryPoint.substring(dot + 1))),
          entryPoint);
    }
  }

  @Test
  void each_setting_that_a_trigger_names_is_in_the_sample_of_settings() throws Exception {
    JsonNode sample = JSON.readTree(Path.of("local.settings.sample.json").toFile()).path("Values");
    for (JsonNode function : functions().values()) {
      JsonNode trigger = function.path("bindings").path(0);
      String named =
          trigger.path("connection").asText(trigger.path("schedule").asText().replace("%", ""));
      assertTrue(named.isEmpty() || sample.has(named), named);
    }
  }

  @Test
  void the_package_is_small_enough_for_a_quick_cold_start() throws Exception {
    try (Stream<Path> files = Files.walk(APP)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      assertTrue(bytes < MOST_BYTES, bytes + " bytes");
    }
  }

  @Test
  void nothing_of_the_lab_is_in_the_package() throws Exception {
    try (Stream<Path> files = Files.list(APP.resolve("lib"))) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        assertTrue(
            Stream.of("vertx", "okhttp", "junit", "archunit").noneMatch(name::contains), name);
      }
    }
  }

  private static Map<String, JsonNode> functions() throws IOException {
    Map<String, JsonNode> functions = new TreeMap<>();
    try (Stream<Path> folders = Files.list(APP)) {
      for (Path file : folders.map(folder -> folder.resolve("function.json")).toList()) {
        if (Files.isRegularFile(file)) {
          Path folder = file.getName(file.getNameCount() - 2);
          functions.put(folder.toString(), JSON.readTree(file.toFile()));
        }
      }
    }
    return functions;
  }

  private static String trigger(JsonNode function) {
    JsonNode trigger = function.path("bindings").path(0);
    return switch (trigger.path("type").asText()) {
      case "httpTrigger" ->
          "http %s %s %s"
              .formatted(
                  methods(trigger),
                  trigger.path("route").asText(),
                  trigger.path("authLevel").asText());
      case "serviceBusTrigger" ->
          "queue %s at %s%s"
              .formatted(
                  trigger.path("queueName").asText(),
                  trigger.path("connection").asText(),
                  trigger.path("isSessionsEnabled").asBoolean() ? ", sessions" : "");
      case "timerTrigger" -> "timer " + trigger.path("schedule").asText();
      default -> trigger.toString();
    };
  }

  private static List<String> methods(JsonNode trigger) {
    List<String> methods = new ArrayList<>();
    trigger.path("methods").forEach(method -> methods.add(method.asText()));
    return methods;
  }
}
