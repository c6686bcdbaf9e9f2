package io.gatewayresponder.incident;

import com.fasterxml.jackson.databind.JsonNode;
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
 * @param couldNotCheck sentences
 */
public record Conclusion(
    String outcome,
    String headline,
    @Nullable String causeRow,
    String transcript,
    Fingerprint fingerprint,
    JsonNode findings,
    List<String> couldNotCheck) {}
