package io.gatewayresponder.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An option as the app shows it.
 *
 * @param changes the calls that it announces, such as {@code PUT /subscriptions/…}
 * @param lines the changes for people
 */
record Plan(String option, String title, String digest, List<String> changes, List<String> lines) {

  static Plan recommended(JsonNode incident) {
    for (JsonNode option : incident.path("options")) {
      if (option.path("recommended").asBoolean()) {
        return of(option);
      }
    }
    throw new ScenarioFailure("no option is recommended: " + incident.path("options"));
  }

  /** The option of an id, as it stands now. */
  static Plan of(JsonNode incident, String id) {
    for (JsonNode option : incident.path("options")) {
      if (option.path("id").asText().equals(id)) {
        return of(option);
      }
    }
    throw new ScenarioFailure("the option " + id + " is gone: " + incident.path("options"));
  }

  private static Plan of(JsonNode option) {
    List<String> changes = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (JsonNode change : option.path("changes")) {
      String call =
          change.path("operation").asText()
              + " "
              + change.path("resourceId").asText()
              + change.path("path").asText();
      changes.add(call);
      lines.add(call);
      if (change.path("before").isObject()) {
        change.path("differences").forEach(one -> lines.add("  " + difference(one)));
      } else {
        lines.add("  before " + shown(change.path("before")));
        lines.add("  after  " + shown(change.path("after")));
      }
    }
    return new Plan(
        option.path("id").asText(),
        option.path("title").asText(),
        option.path("digest").asText(),
        List.copyOf(changes),
        List.copyOf(lines));
  }

  private static String difference(JsonNode one) {
    return "%s: %s → %s"
        .formatted(one.path("path").asText(), shown(one.path("before")), shown(one.path("after")));
  }

  private static String shown(JsonNode state) {
    return state.isNull() || state.isMissingNode() ? "(nothing)" : state.toString();
  }
}
