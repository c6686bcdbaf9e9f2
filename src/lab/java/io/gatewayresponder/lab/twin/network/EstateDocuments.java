package io.gatewayresponder.lab.twin.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Estate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The estate seen from the data plane: a change that is still being deployed is not there yet. */
public record EstateDocuments(Estate estate) implements Documents {

  @Override
  public Optional<JsonNode> find(String armId) {
    return estate.deployed(armId).map(JsonNode.class::cast);
  }

  @Override
  public List<JsonNode> ofType(String type) {
    List<JsonNode> running = new ArrayList<>();
    for (ObjectNode declared : estate.ofType(type)) {
      find(declared.path("id").asText()).ifPresent(running::add);
    }
    return running;
  }

  @Override
  public long version() {
    return estate.version();
  }
}
