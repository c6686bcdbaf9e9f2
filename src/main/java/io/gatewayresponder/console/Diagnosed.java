package io.gatewayresponder.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.incident.Conclusion;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was found, as the incident's page shows it. */
record Diagnosed(
    String transcript,
    List<Found> findings,
    boolean hasByHand,
    List<ByHand> byHand,
    boolean hasNoticed,
    List<Found> noticed,
    boolean hasChanges,
    List<Changed> changes,
    boolean hasUnchecked,
    List<String> couldNotCheck,
    boolean hasDecided,
    List<MapRow> decided,
    String fingerprint) {
  record Fact(String name, String value) {}

  record Found(
      String row, String seen, String subject, String means, boolean hasFacts, List<Fact> facts) {}

  /** A cause that no change of ours mends, and what a person does. */
  record ByHand(String row, String means, String what) {}

  /** The whole operation and id stand behind the summary. */
  record Changed(String at, String who, String what, String resource, String summary) {}

  record MapRow(String row, String seen, String means) {}

  static Diagnosed of(Conclusion conclusion, String transcript) {
    List<Found> noticed = found(conclusion.noticed());
    List<ByHand> byHand = new ArrayList<>(byHand(conclusion.findings()));
    byHand.addAll(byHand(conclusion.noticed()));
    List<Changed> changes = changes(conclusion.changes());
    List<MapRow> decided = decided(conclusion.decided());
    return new Diagnosed(
        transcript,
        found(conclusion.findings()),
        !byHand.isEmpty(),
        byHand,
        !noticed.isEmpty(),
        noticed,
        !changes.isEmpty(),
        changes,
        !conclusion.couldNotCheck().isEmpty(),
        conclusion.couldNotCheck(),
        !decided.isEmpty(),
        decided,
        conclusion.fingerprint().value());
  }

  /** Each fact stands where it was first seen: later rows are about the same server and probe. */
  private static List<Found> found(JsonNode findings) {
    List<Found> found = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (JsonNode finding : findings) {
      List<Fact> facts = new ArrayList<>();
      finding
          .path("facts")
          .properties()
          .forEach(
              e -> {
                String value = e.getValue().asText();
                if (told.add(finding.path("subject").asText() + e.getKey() + value)) {
                  facts.add(new Fact(e.getKey(), value));
                }
              });
      found.add(
          new Found(
              finding.path("row").asText(),
              finding.path("seen").asText(),
              finding.path("subject").asText(),
              finding.path("means").asText(),
              !facts.isEmpty(),
              facts));
    }
    return found;
  }

  private static List<ByHand> byHand(JsonNode findings) {
    List<ByHand> causes = new ArrayList<>();
    for (JsonNode finding : findings) {
      if (finding.hasNonNull("byHand")) {
        causes.add(
            new ByHand(
                finding.path("row").asText(),
                finding.path("means").asText(),
                finding.path("byHand").asText()));
      }
    }
    return causes.stream().distinct().toList();
  }

  private static List<Changed> changes(JsonNode changes) {
    List<Changed> lately = new ArrayList<>();
    changes.forEach(
        change ->
            lately.add(
                new Changed(
                    at(change.path("at").asText()),
                    change.path("who").asText(),
                    change.path("what").asText(),
                    change.path("resource").asText(),
                    summary(change))));
    return lately;
  }

  /** Incidents that were stored without one say the operation. */
  private static String summary(JsonNode change) {
    return change.path("summary").asText(change.path("what").asText());
  }

  private static String at(String time) {
    try {
      return Words.at(Instant.parse(time));
    } catch (DateTimeException notATime) {
      return time;
    }
  }

  private static List<MapRow> decided(JsonNode rows) {
    List<MapRow> map = new ArrayList<>();
    rows.forEach(
        row ->
            map.add(
                new MapRow(
                    row.path("row").asText(),
                    row.path("seen").asText(),
                    row.path("means").asText())));
    return map;
  }
}
