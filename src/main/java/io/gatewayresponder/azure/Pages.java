package io.gatewayresponder.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Look;

/**
 * Reads a list that ARM hands out in pages, each naming the next by {@code nextLink}, and puts the
 * pages together to one {@code {"value":[...]}}. A page that cannot be read makes the whole list
 * unreadable: a list with a hole looks like one without the thing that is asked for.
 */
final class Pages {
  private Pages() {}

  /** The whole list; unreadable when it has more than so many pages. */
  static Look<JsonNode> all(ArmCalls calls, String what, String address, int mostPages) {
    return read(calls, what, address, mostPages)
        .flatMap(
            list ->
                list.has("nextLink")
                    ? new Look.Unreadable<>(
                        Look.Why.REFUSED, what, "more than " + mostPages + " pages")
                    : Look.found(list));
  }

  /** The first pages; where there are more, {@code nextLink} is left in the document. */
  static Look<JsonNode> first(ArmCalls calls, String what, String address, int mostPages) {
    return read(calls, what, address, mostPages);
  }

  private static Look<JsonNode> read(ArmCalls calls, String what, String address, int mostPages) {
    ObjectNode list = Json.MAPPER.createObjectNode();
    ArrayNode values = list.putArray("value");
    String next = address;
    for (int page = 0; !next.isEmpty(); page++) {
      if (page == mostPages) {
        list.put("nextLink", next);
        break;
      }
      Look<JsonNode> read = ArmCalls.look(what, calls.get(next));
      if (read instanceof Look.Unreadable<JsonNode>) {
        return read;
      }
      JsonNode document = read.asFound().orElseThrow();
      if (!document.path("value").isArray()) {
        return new Look.Unreadable<>(Look.Why.MALFORMED, what, "a page without a list");
      }
      document.path("value").forEach(values::add);
      next = document.path("nextLink").asText("");
    }
    return Look.found(list);
  }
}
