package io.gatewayresponder.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A fault that a person makes in Azure, and what must come of it.
 *
 * @param about the fault in a sentence
 * @param fault the call that makes it
 * @param diagnosis the rows that the walk must match
 * @param resolution the one that must be recommended
 */
public record Scenario(
    String name, String about, Fault fault, String diagnosis, String resolution) {

  /** A call of Azure Resource Manager. */
  public record Fault(String method, String path, Optional<JsonNode> body) {}

  /** What a run that was approved must read like. */
  String approvedTranscript() {
    return diagnosis + " > " + resolution + " > approved > healthy";
  }
}
