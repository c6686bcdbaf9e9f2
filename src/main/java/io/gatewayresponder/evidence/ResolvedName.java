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
  /**
   * The addresses of a server that is known by name; none where it is known by address, or where
   * its name leads to nothing.
   */
  public static List<String> of(Sight sight, String server) {
    return AddressRange.find(server).isPresent()
        ? List.of()
        : sight.resolvedName(server).map(ResolvedName::addresses).asFound().orElse(List.of());
  }

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
