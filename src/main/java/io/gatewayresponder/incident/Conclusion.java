package io.gatewayresponder.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a walk came to, as it is stored and shown.
 *
 * @param outcome in the runbook's words: cause found, no fault, look again, inconclusive
 * @param headline one sentence for a person
 * @param causeRow the first cause's row, such as {@code 2c-1.1}; null without a cause
 * @param transcript the rows that matched, such as {@code 1a.1 > 1b.2}
 * @param findings every finding of every walk, as JSON: row, subject, seen, means, next, facts
 * @param noticed causes beside the first walk's, as JSON, like findings
 * @param decided the rows of the decision map that hold, as JSON: row, seen, means
 * @param changes who changed what lately, newest first, as JSON: at, who, what, resource, outcome
 * @param couldNotCheck sentences
 */
public record Conclusion(
    String outcome,
    String headline,
    @Nullable String causeRow,
    String transcript,
    Fingerprint fingerprint,
    JsonNode findings,
    JsonNode noticed,
    JsonNode decided,
    JsonNode changes,
    List<String> couldNotCheck) {
  /** Incidents that were stored before these were known have none of them. */
  public Conclusion {
    noticed = listed(noticed);
    decided = listed(decided);
    changes = listed(changes);
  }

  private static JsonNode listed(@Nullable JsonNode list) {
    return list == null || !list.isArray() ? JsonNodeFactory.instance.arrayNode() : list;
  }
}
