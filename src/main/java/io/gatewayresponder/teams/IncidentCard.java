package io.gatewayresponder.teams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.incident.Approval;
import io.gatewayresponder.incident.Conclusion;
import io.gatewayresponder.incident.Execution;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.State;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * An incident as an adaptive card. Pure. A card that a workflow posts can carry links but no acting
 * buttons, so it leads to the pages.
 *
 * <p>Text blocks and facts of a card are Markdown; text from outside is data, so all of it goes
 * into rich text runs, which are shown as they are.
 */
public final class IncidentCard {
  /** The schema version that workflow-posted cards may use. */
  private static final String VERSION = "1.4";

  /** Teams takes messages up to about 28 KB; clipped parts keep a card well below. */
  private static final int MAX_TEXT = 600;

  private static final int MAX_ITEMS = 5;

  /** What a person on call asks first; the rest is on the incident's page. */
  private static final List<String> TELLING_FACTS =
      List.of(
          "server",
          "port",
          "nsg",
          "rule",
          "probeLog",
          "operationalState",
          "provisioningState",
          "path",
          "emptyPools",
          "healthy",
          "unhealthy",
          "unknown");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private IncidentCard() {}

  /**
   * @param baseUrl the public base of the app, without a slash at its end
   */
  public static ObjectNode of(Incident incident, String baseUrl) {
    ObjectNode card = JSON.objectNode();
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", VERSION);
    card.set("msteams", JSON.objectNode().put("width", "Full"));
    ArrayNode body = card.putArray("body");
    body.add(banner(incident));
    body.add(line("", incident.headline(), "Large", true));
    body.add(line("Gateway ", incident.gateway().name(), "Default", false));
    describe(incident, body);
    failed(incident, body);
    propose(incident, body);
    decided(incident, body);
    ArrayNode actions = card.putArray("actions");
    String page = baseUrl + "/api/console/incidents/" + incident.id();
    if (incident.state() == State.AWAITING_APPROVAL) {
      actions.add(link("Review the change", page + "/decision").put("style", "positive"));
    }
    actions.add(link("Open the incident", page));
    return card;
  }

  private static ObjectNode banner(Incident incident) {
    ObjectNode banner = JSON.objectNode().put("type", "Container").put("bleed", true);
    banner.put("style", style(incident.state()));
    banner.putArray("items").add(line("", words(incident), "Default", true));
    return banner;
  }

  private static void describe(Incident incident, ArrayNode body) {
    Conclusion conclusion = incident.conclusion();
    if (conclusion == null) {
      return;
    }
    body.add(line("Walk ", conclusion.transcript(), "Default", false));
    JsonNode facts = lastFinding(conclusion).path("facts");
    TELLING_FACTS.stream()
        .filter(facts::hasNonNull)
        .limit(MAX_ITEMS)
        .forEach(name -> body.add(line(name + " ", facts.path(name).asText(), "Small", false)));
    JsonNode cause = lastFinding(conclusion);
    if (cause.hasNonNull("byHand")) {
      body.add(line("By hand: ", cause.path("byHand").asText(), "Default", false));
    }
    some(conclusion.noticed())
        .forEach(
            finding ->
                body.add(
                    line(
                        "Also noticed: ",
                        finding.path("means").asText()
                            + " ("
                            + finding.path("subject").asText()
                            + ", "
                            + finding.path("row").asText()
                            + ")",
                        "Small",
                        false)));
    some(conclusion.changes())
        .forEach(
            change ->
                body.add(
                    line(
                        "Changed: ",
                        time(change.path("at").asText())
                            + " "
                            + change.path("who").asText()
                            + ": "
                            + change.path("summary").asText(change.path("what").asText()),
                        "Small",
                        false)));
    List<String> unchecked = conclusion.couldNotCheck();
    unchecked.stream()
        .limit(MAX_ITEMS)
        .forEach(sentence -> body.add(line("Could not check: ", sentence, "Small", false)));
  }

  /** Why a change was not made, or not to its end: a right that is missing is named here. */
  private static void failed(Incident incident, ArrayNode body) {
    Execution execution = incident.execution();
    if (execution == null) {
      return;
    }
    execution.writes().stream()
        .filter(write -> write.progress() == Execution.Progress.FAILED)
        .flatMap(write -> Optional.ofNullable(write.detail()).stream())
        .forEach(why -> body.add(line("Went wrong: ", why, "Default", false)));
  }

  private static List<JsonNode> some(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).limit(MAX_ITEMS).toList();
  }

  private static JsonNode lastFinding(Conclusion conclusion) {
    JsonNode last = JSON.missingNode();
    for (JsonNode finding : conclusion.findings()) {
      if (finding.path("row").asText().equals(conclusion.causeRow())) {
        return finding;
      }
      last = finding;
    }
    return last;
  }

  private static void propose(Incident incident, ArrayNode body) {
    if (incident.state() != State.AWAITING_APPROVAL && incident.state() != State.ESCALATED) {
      return;
    }
    incident.proposals().stream()
        .sorted((a, b) -> Boolean.compare(b.recommended(), a.recommended()))
        .limit(MAX_ITEMS)
        .forEach(proposal -> body.add(option(proposal)));
    Approval approval = incident.approval();
    if (incident.state() == State.AWAITING_APPROVAL && approval != null) {
      body.add(
          line(
              "Nothing is changed unless somebody approves by ",
              TIME.format(approval.expiresAt()),
              "Small",
              false));
    }
  }

  private static ObjectNode option(Proposal proposal) {
    String lead =
        proposal.recommended() ? "Recommended: " : proposal.writes() ? "Or: " : "By hand: ";
    return line(lead, proposal.title(), "Default", proposal.recommended());
  }

  private static void decided(Incident incident, ArrayNode body) {
    Approval approval = incident.approval();
    if (approval == null) {
      return;
    }
    for (Approval.Vote vote : approval.votes()) {
      body.add(
          line(
              vote.approve() ? "Approved by " : "Rejected by ",
              vote.by().name() + (vote.reason().isEmpty() ? "" : ": " + vote.reason()),
              "Default",
              false));
    }
  }

  /** Our own words, then text that may come from outside, both as plain runs. */
  private static ObjectNode line(String ours, String theirs, String size, boolean bold) {
    ObjectNode block = JSON.objectNode().put("type", "RichTextBlock");
    ArrayNode runs = block.putArray("inlines");
    if (!ours.isEmpty()) {
      runs.add(
          JSON.objectNode()
              .put("type", "TextRun")
              .put("text", ours)
              .put("size", size)
              .put("isSubtle", true));
    }
    ObjectNode run =
        JSON.objectNode().put("type", "TextRun").put("text", clip(theirs)).put("size", size);
    if (bold) {
      run.put("weight", "Bolder");
    }
    runs.add(run);
    return block;
  }

  private static ObjectNode link(String title, String url) {
    return JSON.objectNode().put("type", "Action.OpenUrl").put("title", title).put("url", url);
  }

  private static String time(String instant) {
    try {
      return TIME.format(Instant.parse(instant));
    } catch (DateTimeException notATime) {
      return instant;
    }
  }

  private static String clip(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }

  private static String words(Incident incident) {
    String nothing =
        incident.earlier().isEmpty() ? "nothing was changed" : "nothing more was changed";
    return switch (incident.state()) {
      case RECEIVED -> "An alert came";
      case TRIAGING -> "Looking";
      case AWAITING_APPROVAL -> "A decision is needed";
      case APPROVED -> "Approved";
      case EXECUTING -> "Changing";
      case VERIFYING -> "Changed; waiting for recovery";
      case RESOLVED -> "Resolved";
      case NOT_RESOLVED -> "Not resolved: somebody has to look";
      case REJECTED -> "Rejected; " + nothing;
      case EXPIRED -> "Nobody decided in time; " + nothing;
      case RECOVERED -> "Recovered by itself; " + nothing;
      case NO_FAULT_FOUND -> "Nothing wrong was found";
      case ESCALATED -> "Somebody has to go on by hand";
    };
  }

  private static String style(State state) {
    return switch (state) {
      case AWAITING_APPROVAL, ESCALATED -> "warning";
      case RESOLVED, RECOVERED, NO_FAULT_FOUND -> "good";
      case NOT_RESOLVED -> "attention";
      case RECEIVED, TRIAGING, APPROVED, EXECUTING, VERIFYING -> "accent";
      case REJECTED, EXPIRED -> "emphasis";
    };
  }
}
