package io.gatewayresponder.lab.twin.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Estate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The estate seen from the data plane: a change that is still being deployed is not there yet. The
 * operational state is the exception, for it is no configuration: it says what goes on now, also
 * while an operation is under way.
 */
public record EstateDocuments(Estate estate) implements Documents {

  private static final String STATE = "operationalState";

  @Override
  public Optional<JsonNode> find(String armId) {
    Optional<ObjectNode> running = estate.deployed(armId);
    if (running.isPresent() && running.get().path("properties") instanceof ObjectNode properties) {
      estate
          .find(armId)
          .map(shown -> shown.path("properties").path(STATE))
          .filter(JsonNode::isTextual)
          .ifPresent(state -> properties.set(STATE, state));
    }
    return running.map(JsonNode.class::cast);
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
