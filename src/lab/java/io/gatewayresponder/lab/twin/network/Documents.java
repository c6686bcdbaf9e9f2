package io.gatewayresponder.lab.twin.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The ARM documents that the causal model looks at, as the data plane runs them, and nothing else
 * of the estate: so the model can be tested with a handful of JSON texts. Ids and types are
 * compared without case, as ARM does.
 */
public interface Documents {

  /** A top-level resource. */
  Optional<JsonNode> find(String armId);

  /** Every top-level resource of a type such as {@code Microsoft.Network/virtualNetworks}. */
  List<JsonNode> ofType(String type);

  /** Grows with every change, so that what was read from the documents can be kept until then. */
  long version();
}
