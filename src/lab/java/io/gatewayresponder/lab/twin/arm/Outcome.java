package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.estate.ArmError;

/** How a long-running operation ended. */
sealed interface Outcome {
  /**
   * It worked. The result is what the Location address answers; a JSON null when there is nothing
   * to say.
   */
  record Succeeded(JsonNode result) implements Outcome {}

  /** It was accepted and then failed: the operation's status says so with HTTP 200. */
  record Failed(ArmError error) implements Outcome {}

  /** It was accepted and then given up for a later one. */
  record Canceled(ArmError error) implements Outcome {}
}
