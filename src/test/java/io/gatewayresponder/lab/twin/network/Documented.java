package io.gatewayresponder.lab.twin.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A handful of documents as the whole world. */
final class Documented implements Documents {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<JsonNode> documents = new ArrayList<>();
  private long version;

  Documented put(String json) {
    JsonNode document = read(json);
    documents.removeIf(each -> Json.sameId(each.path("id").asText(), document.path("id").asText()));
    documents.add(document);
    version++;
    return this;
  }

  static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<JsonNode> find(String armId) {
    return documents.stream()
        .filter(each -> Json.sameId(each.path("id").asText(), armId))
        .findFirst();
  }

  @Override
  public List<JsonNode> ofType(String type) {
    String part = "/" + Json.lower(type) + "/";
    return documents.stream()
        .filter(each -> Json.lower(each.path("id").asText()).contains(part))
        .toList();
  }

  @Override
  public long version() {
    return version;
  }
}
