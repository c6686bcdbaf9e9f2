package io.gatewayresponder.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.incident.Approval;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The page on which a person approves exactly one plan, or rejects: it shows every byte that would
 * change.
 */
public final class DecisionPage {
  private DecisionPage() {}

  record Written(String operation, String resource, String path, String before, String after) {}

  record Choice(
      int number,
      String id,
      String title,
      String why,
      boolean recommended,
      String risk,
      String approvers,
      List<Written> changes,
      boolean hasSideEffects,
      List<String> sideEffects,
      String undo,
      String digest,
      String action) {}

  record View(
      String back,
      String headline,
      String gateway,
      String problem,
      String nothing,
      List<Choice> options) {}

  /**
   * @param problem why the last try was refused; empty when there was none
   */
  public static String render(Incident incident, String person, String problem) {
    List<Choice> choices = new ArrayList<>();
    Approval approval = incident.approval();
    if (incident.state() == State.AWAITING_APPROVAL && approval != null) {
      for (Proposal proposal : incident.proposals()) {
        if (proposal.writes()) {
          choices.add(choice(incident, proposal, approval, choices.size() + 1));
        }
      }
    }
    View view =
        new View(
            Links.incident(incident.id()),
            incident.headline(),
            incident.gateway().toString(),
            problem,
            "the incident is " + Words.state(incident.state()) + ".",
            choices);
    return Templates.page("decision", "Decide: " + incident.headline(), person, null, view);
  }

  private static Choice choice(
      Incident incident, Proposal proposal, Approval approval, int number) {
    JsonNode option = proposal.option();
    List<Written> changes = new ArrayList<>();
    for (JsonNode change : option.path("changes")) {
      String operation = change.path("operation").asText();
      changes.add(
          new Written(
              operation,
              change.path("resourceId").asText(),
              change.path("path").asText(),
              shown(change.path("before"), "(does not exist)"),
              shown(change.path("after"), "(deleted)")));
    }
    List<String> undo = new ArrayList<>();
    for (JsonNode change : option.path("undo")) {
      undo.add(change.path("operation").asText() + " " + change.path("resourceId").asText());
    }
    List<String> sideEffects = IncidentPage.texts(option.path("sideEffects"));
    return new Choice(
        number,
        proposal.optionId(),
        proposal.title(),
        option.path("why").asText(),
        proposal.recommended(),
        option.path("risk").asText().toLowerCase(Locale.ROOT),
        approvers(proposal, approval),
        changes,
        !sideEffects.isEmpty(),
        sideEffects,
        undo.isEmpty() ? "none is needed or possible" : String.join(", ", undo),
        proposal.digest(),
        Links.decision(incident.id()));
  }

  private static String approvers(Proposal proposal, Approval approval) {
    long votes =
        proposal.optionId().equals(approval.optionId())
            ? approval.votes().stream().filter(Approval.Vote::approve).count()
            : 0;
    if (proposal.approversNeeded() <= 1) {
      return "one person approves";
    }
    return proposal.approversNeeded() + " different people approve, " + votes + " so far";
  }

  private static String shown(JsonNode document, String whenAbsent) {
    return document.isMissingNode() || document.isNull() ? whenAbsent : document.toPrettyString();
  }
}
