package io.gatewayresponder.lab.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The app as it is deployed: a folder with {@code host.json} and one folder for each function.
 *
 * @param functions in the order of their names
 */
record PackagedApp(Path folder, HostSettings settings, List<Function> functions) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One function: where its code is and what makes it run. */
  record Function(String name, Path scriptFile, String entryPoint, Trigger trigger) {}

  /**
   * Reads the folder.
   *
   * @throws IllegalStateException when it is no packaged app, with the reason
   */
  static PackagedApp read(Path folder) {
    Path hostFile = folder.resolve("host.json");
    if (!Files.isRegularFile(hostFile)) {
      throw new IllegalStateException(
          "No packaged app in " + folder.toAbsolutePath() + " (no host.json): run `mvn package`");
    }
    List<Function> functions = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        if (Files.isRegularFile(entry.resolve("function.json"))) {
          functions.add(function(entry));
        }
      }
      return new PackagedApp(folder, HostSettings.read(tree(hostFile)), List.copyOf(functions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Function function(Path folder) throws IOException {
    String name = String.valueOf(folder.getFileName());
    JsonNode file = tree(folder.resolve("function.json"));
    for (JsonNode binding : file.path("bindings")) {
      if (binding.path("type").asText().endsWith("Trigger")) {
        return new Function(
            name,
            folder.resolve(file.path("scriptFile").asText()).normalize(),
            file.path("entryPoint").asText(),
            Trigger.read(name, binding));
      }
    }
    throw new IllegalStateException("Function " + name + " has no trigger");
  }

  private static JsonNode tree(Path file) throws IOException {
    return JSON.readTree(Files.readAllBytes(file));
  }
}
