package io.gatewayresponder.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Look;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One look with its answer, as a file of a snapshot holds it. What could not be read is kept too: a
 * walk over the snapshot takes the same way as the first one.
 *
 * <pre>{"gatewayResponderSnapshot":1,"look":"virtualNetwork","about":["/subscriptions/..."],
 * "found":{...}}</pre>
 *
 * or, instead of {@code found}, {@code
 * "unreadable":{"why":"FORBIDDEN","what":"...","detail":"..."}}.
 */
record SavedLook(Key key, Look<JsonNode> answer) {
  /** The field that every file of ours has; its value counts up when an old reader would err. */
  static final String MARK = "gatewayResponderSnapshot";

  static final int VERSION = 1;

  private static final String UNREADABLE = "unreadable";

  ObjectNode toJson() {
    ObjectNode json = Json.MAPPER.createObjectNode().put(MARK, VERSION).put("look", key.look());
    key.about().forEach(json.putArray("about")::add);
    if (answer instanceof Look.Unreadable<JsonNode> not) {
      json.putObject(UNREADABLE)
          .put("why", not.why().name())
          .put("what", not.what())
          .put("detail", not.detail());
    } else {
      answer.asFound().ifPresent(found -> json.set("found", Redaction.of(found)));
    }
    return json;
  }

  /** Nothing when the file is not of ours, or of ours and not a look. */
  static Optional<SavedLook> find(JsonNode json) {
    if (!json.has(MARK) || !json.has("look")) {
      return Optional.empty();
    }
    List<String> about = new ArrayList<>();
    json.path("about").forEach(one -> about.add(one.asText()));
    Key key = new Key(json.path("look").asText(), about);
    if (json.has("found")) {
      return Optional.of(new SavedLook(key, Look.found(json.path("found"))));
    }
    JsonNode not = json.path(UNREADABLE);
    return Optional.of(
        new SavedLook(
            key,
            new Look.Unreadable<>(
                why(not.path("why").asText()),
                not.path("what").asText(key.words()),
                not.path("detail").asText())));
  }

  private static Look.Why why(String name) {
    return Arrays.stream(Look.Why.values())
        .filter(why -> why.name().equals(name))
        .findFirst()
        .orElse(Look.Why.MALFORMED);
  }
}
