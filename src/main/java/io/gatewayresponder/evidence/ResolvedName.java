package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a server's name leads to, as DNS tells the responder. The gateway may ask other DNS servers
 * and find other addresses. The document is our own:
 *
 * <pre>{"name":"shop.example","addresses":["10.0.1.4"]}</pre>
 */
public record ResolvedName(JsonNode document) {
  public String name() {
    return ArmDocument.text(document, "name");
  }

  /** As text, in the order of the answer; what is no address is left out. */
  public List<String> addresses() {
    return ArmDocument.elements(document.path("addresses")).stream()
        .map(JsonNode::asText)
        .filter(address -> AddressRange.find(address).isPresent())
        .toList();
  }
}
