package io.gatewayresponder.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;

/**
 * Incidents, timeline entries and effects as JSON, for storing. Every text carries a version; a
 * reader takes what it knows and passes over fields that a later version added, so that a roll-back
 * does not lose incidents.
 */
public final class IncidentJson {
  /** Counted up when a reader of the old form could not read the new one. */
  public static final int VERSION = 1;

  private static final String V = "v";
  private static final String NOT_BEFORE = "notBefore";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // Numbers of a stored plan come back with all their digits: its digest covers them.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private IncidentJson() {}

  public static String write(Incident incident) {
    return versioned(MAPPER.valueToTree(incident));
  }

  public static String write(TimelineEntry entry) {
    return versioned(MAPPER.valueToTree(entry));
  }

  public static String write(Effect effect) {
    ObjectNode json = MAPPER.createObjectNode();
    if (effect instanceof Effect.AskTriage ask) {
      json.put("effect", "AskTriage").put(NOT_BEFORE, ask.notBefore().toString());
    } else if (effect instanceof Effect.TellGate tell) {
      json.put("effect", "TellGate")
          .put("kind", tell.kind().name())
          .put(NOT_BEFORE, tell.notBefore().toString());
    } else {
      json.put("effect", "Announce");
    }
    return versioned(json);
  }

  /**
   * The incident that was written.
   *
   * @throws IllegalArgumentException when the text is no incident, or of a version that this reader
   *     does not know
   */
  public static Incident incident(String json) {
    return read(json, Incident.class);
  }

  /**
   * The timeline entry that was written.
   *
   * @throws IllegalArgumentException as for incidents
   */
  public static TimelineEntry timelineEntry(String json) {
    return read(json, TimelineEntry.class);
  }

  /**
   * The effect that was written.
   *
   * @throws IllegalArgumentException as for incidents
   */
  public static Effect effect(String json) {
    JsonNode tree = tree(json);
    String name = tree.path("effect").asText();
    return switch (name) {
      case "AskTriage" -> new Effect.AskTriage(notBefore(tree));
      case "TellGate" ->
          new Effect.TellGate(
              Effect.TellGate.Kind.valueOf(tree.path("kind").asText()), notBefore(tree));
      case "Announce" -> new Effect.Announce();
      default -> throw new IllegalArgumentException("an effect that is not known");
    };
  }

  private static Instant notBefore(JsonNode tree) {
    return Instant.parse(tree.path(NOT_BEFORE).asText());
  }

  private static String versioned(ObjectNode json) {
    try {
      return MAPPER.writeValueAsString(json.put(V, VERSION));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can always be written", e);
    }
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree(json), type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a stored " + type.getSimpleName(), e);
    }
  }

  private static JsonNode tree(String json) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      if (tree.path(V).asInt() != VERSION) {
        throw new IllegalArgumentException("stored in a version that is not known here");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }
}
