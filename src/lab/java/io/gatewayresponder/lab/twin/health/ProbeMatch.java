package io.gatewayresponder.lab.twin.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.network.Json;
import io.gatewayresponder.lab.twin.network.PortMatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Which answers count as healthy: status codes (ranges) and a piece of the body, which may be
 * empty.
 */
public record ProbeMatch(List<String> statusCodes, String body) {

  /** Documented: 200 to 399, whatever the body. */
  static final ProbeMatch DEFAULT = new ProbeMatch(List.of("200-399"), "");

  /** Only the beginning of a body is searched, the first 4,090 characters. */
  private static final int SEARCHED = 4_090;

  static ProbeMatch of(JsonNode match) {
    List<String> codes = new ArrayList<>();
    match.path("statusCodes").forEach(code -> codes.add(code.asText()));
    return new ProbeMatch(
        codes.isEmpty() ? DEFAULT.statusCodes() : List.copyOf(codes),
        Json.text(match, "body").orElse(""));
  }

  boolean acceptsStatus(int status) {
    // Ranges of codes are written like ranges of ports.
    return new PortMatch(statusCodes).matches(status);
  }

  boolean acceptsBody(String answer) {
    return answer.substring(0, Math.min(SEARCHED, answer.length())).contains(body);
  }
}
