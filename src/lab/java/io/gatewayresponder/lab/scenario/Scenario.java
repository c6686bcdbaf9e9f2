package io.gatewayresponder.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A fault that a person makes in Azure, and what must come of it.
 *
 * @param about the fault in a sentence
 * @param fault the call that makes it
 * @param diagnosis the rows that the walk must match
 * @param resolution the one that must be recommended
 * @param values what the approver enters before approving, by parameter name; empty for the plan as
 *     it is proposed
 */
public record Scenario(
    String name,
    String about,
    Fault fault,
    String diagnosis,
    String resolution,
    Map<String, String> values) {
  public Scenario {
    values = Map.copyOf(values);
  }

  /**
   * A call of Azure Resource Manager.
   *
   * @param body made of what is there before the call; empty for a call without one
   */
  public record Fault(String method, String path, Optional<UnaryOperator<ObjectNode>> body) {
    static Fault put(String path, JsonNode body) {
      return new Fault("PUT", path, Optional.of(before -> body.deepCopy()));
    }

    /** As people do who change one thing in the portal: what is there is read, changed, and put. */
    static Fault edit(String path, UnaryOperator<ObjectNode> change) {
      return new Fault("PUT", path, Optional.of(change));
    }

    static Fault post(String path) {
      return new Fault("POST", path, Optional.empty());
    }
  }

  /** What a run that was approved must read like. */
  String approvedTranscript() {
    return diagnosis + " > " + resolution + " > approved > healthy";
  }
}
