package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What a server showed in a TLS handshake from here. The document is our own:
 *
 * <pre>{"server":"10.0.1.4","port":443,"serverName":"shop.example",
 * "chain":["base64 of DER", ...],"wellKnown":true,"failure":"","at":"2026-01-31T12:00:00Z"}</pre>
 *
 * The chain is in the order in which the server sent it, the leaf first. {@code wellKnown} says
 * whether the chain leads to an authority of the responder's own trust store. {@code failure} is
 * what went wrong after the connection stood, such as a server that does not speak TLS; then the
 * chain may be empty. {@code at} says when it was, and may be missing. That no connection came
 * about is not a handshake but an unreadable look.
 */
public record Handshake(JsonNode document) {
  public String server() {
    return ArmDocument.text(document, "server");
  }

  public int port() {
    return document.path("port").asInt();
  }

  /** The name that was asked for; empty when none was sent. */
  public String serverName() {
    return ArmDocument.text(document, "serverName");
  }

  /** Base64 of DER, leaf first. */
  public List<String> chain() {
    return ArmDocument.elements(document.path("chain")).stream().map(JsonNode::asText).toList();
  }

  public boolean isWellKnown() {
    return document.path("wellKnown").asBoolean(false);
  }

  /** When it was; nothing where that is not told, or not understood. */
  public Optional<Instant> at() {
    try {
      return Optional.of(Instant.parse(ArmDocument.text(document, "at")));
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }

  public String failure() {
    return ArmDocument.text(document, "failure");
  }
}
