package io.gatewayresponder.resolution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An option as JSON: what is stored with a proposal, what the console and a card show, and what is
 * read back when it was approved. The stored form is the approved one, so reading gives back every
 * change to the letter. The digest stands beside it for whoever shows it.
 */
public final class OptionJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          // A later version may store more than this one knows.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // Numbers of a resource come back with all their digits.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private OptionJson() {}

  /** The option's components by name, {@code digest} and {@code verification}. */
  public static ObjectNode write(Option option) {
    ObjectNode json = MAPPER.valueToTree(option);
    option.verification().forEach(json.putArray("verification")::add);
    return json.put("digest", Digest.of(option));
  }

  /**
   * The option that was written.
   *
   * @throws IllegalArgumentException when the JSON is not an option's
   */
  public static Option read(JsonNode json) {
    try {
      return MAPPER.treeToValue(json, Option.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not an option", e);
    }
  }
}
