package io.gatewayresponder.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.incident.Approval;
import io.gatewayresponder.incident.Conclusion;
import io.gatewayresponder.incident.Execution;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.incident.TimelineEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One incident: what was seen, what it means, what can be done, what happened. */
public final class IncidentPage {
  /** An open incident changes within seconds. */
  private static final int REFRESH_SECONDS = 5;

  /** A gateway of 100 pools answers with half a megabyte; a page shows its beginning. */
  private static final int MAX_DOCUMENT_CHARS = 20_000;

  private IncidentPage() {}

  record Choice(
      String title, String why, boolean recommended, boolean chosen, List<String> guidance) {}

  record Decided(String decision, String by, String reason, String at) {}

  record Happened(String at, String what, String detail, String by) {}

  record Alerted(String metric, String rule, String severity, String fired, String resolved) {}

  record Looked(String what, String outcome, long milliseconds, String call, String document) {}

  record View(
      String state,
      String tone,
      String opened,
      String updated,
      String headline,
      String gateway,
      String decisionLink,
      String expires,
      String undoAction,
      @Nullable Diagnosed diagnosis,
      boolean hasOptions,
      List<Choice> options,
      boolean hasVotes,
      List<Decided> votes,
      List<Happened> timeline,
      List<Alerted> alerts,
      boolean hasEvidence,
      List<Looked> evidence) {}

  /**
   * @param transcript the walk and what became of it, such as {@code 1a.2 > StartGateway >
   *     approved}
   * @param evidence what the last walk looked at
   */
  public static String render(
      Incident incident,
      String transcript,
      List<TimelineEntry> timeline,
      List<Glance> evidence,
      String person) {
    Conclusion conclusion = incident.conclusion();
    Approval approval = incident.approval();
    boolean toDecide = incident.state() == State.AWAITING_APPROVAL && approval != null;
    List<Decided> votes = approval == null ? List.of() : votes(approval);
    View view =
        new View(
            Words.state(incident.state()),
            Words.tone(incident.state()),
            Words.at(incident.openedAt()),
            Words.at(incident.updatedAt()),
            incident.headline(),
            incident.gateway().toString(),
            toDecide ? Links.decision(incident.id()) : "",
            approval == null ? "" : Words.at(approval.expiresAt()),
            mayUndo(incident) ? Links.decision(incident.id()) : "",
            conclusion == null ? null : Diagnosed.of(conclusion, transcript),
            !incident.proposals().isEmpty(),
            choices(incident),
            !votes.isEmpty(),
            votes,
            timeline.stream()
                .map(e -> new Happened(Words.at(e.at()), e.what(), e.detail(), e.by()))
                .toList(),
            incident.alerts().stream()
                .map(
                    a ->
                        new Alerted(
                            a.metric(),
                            a.rule(),
                            a.severity(),
                            Words.at(a.firedAt()),
                            a.resolvedAt() == null
                                ? "still fired"
                                : "resolved " + Words.at(a.resolvedAt())))
                .toList(),
            !evidence.isEmpty(),
            evidence.stream().map(IncidentPage::looked).toList());
    return Templates.page(
        "incident",
        incident.headline(),
        person,
        incident.state().isOpen() ? REFRESH_SECONDS : null,
        view);
  }

  /** Whether the change still stands is seen when somebody asks. */
  private static boolean mayUndo(Incident incident) {
    Execution execution = incident.execution();
    boolean ended = incident.state() == State.RESOLVED || incident.state() == State.NOT_RESOLVED;
    return ended
        && execution != null
        && incident.proposals().stream()
            .filter(proposal -> proposal.optionId().equals(execution.optionId()))
            .anyMatch(proposal -> !proposal.option().path("undo").isEmpty());
  }

  private static List<Choice> choices(Incident incident) {
    Approval approval = incident.approval();
    String decided = approval == null ? null : approval.optionId();
    return incident.proposals().stream()
        .map(
            p ->
                new Choice(
                    p.title(),
                    p.option().path("why").asText(),
                    p.recommended(),
                    p.optionId().equals(decided),
                    texts(p.option().path("guidance"))))
        .toList();
  }

  private static List<Decided> votes(Approval approval) {
    return approval.votes().stream()
        .map(
            v ->
                new Decided(
                    v.approve() ? "approved" : "rejected",
                    v.by().name(),
                    v.reason(),
                    Words.at(v.at())))
        .toList();
  }

  private static Looked looked(Glance glance) {
    JsonNode document = glance.document();
    String text = document == null ? "" : document.toPrettyString();
    if (text.length() > MAX_DOCUMENT_CHARS) {
      text =
          text.substring(0, MAX_DOCUMENT_CHARS)
              + "\n… "
              + (text.length() - MAX_DOCUMENT_CHARS)
              + " more characters";
    }
    return new Looked(glance.what(), glance.outcome(), glance.milliseconds(), glance.call(), text);
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
