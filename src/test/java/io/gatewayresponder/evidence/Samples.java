package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Documents recorded from Azure; {@code samples/README.md} names their sources. */
public final class Samples {
  private static final Path FOLDER = Path.of("src/test/resources/samples");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Samples() {}

  public static JsonNode read(String file) {
    return read(FOLDER.resolve(file));
  }

  /** Every resource in a folder; lists are taken apart, and exports put into ARM's own shape. */
  public static List<JsonNode> all(String kind) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(kind))) {
      List<JsonNode> documents = new ArrayList<>();
      files.sorted().map(Samples::read).forEach(document -> add(documents, document));
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(List<JsonNode> documents, JsonNode document) {
    if (document.path("value").isArray()) {
      document.path("value").forEach(documents::add);
    } else if (document.has("ResourceId")) {
      ObjectNode resource = JSON.createObjectNode();
      resource.set("id", document.path("ResourceId"));
      resource.set("properties", document.path("Properties"));
      documents.add(resource);
    } else {
      documents.add(document);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
