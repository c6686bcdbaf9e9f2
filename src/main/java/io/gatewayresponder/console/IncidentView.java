package io.gatewayresponder.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.incident.Approval;
import io.gatewayresponder.incident.Conclusion;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.TimelineEntry;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.resolution.Difference;
import io.gatewayresponder.resolution.OptionJson;
import java.util.List;

/**
 * Incidents as JSON for scripts: fields are added, never renamed or removed. Times are ISO 8601 in
 * UTC.
 */
public final class IncidentView {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private IncidentView() {}

  /** {@code {incidents: [...]}}, each with what a list needs. */
  public static ObjectNode list(List<Incident> incidents) {
    ObjectNode list = JSON.objectNode();
    ArrayNode items = list.putArray("incidents");
    incidents.forEach(incident -> items.add(head(incident)));
    return list;
  }

  /**
   * One incident with everything that is stored about it but the evidence.
   *
   * @param transcript the walk and what became of it
   */
  public static ObjectNode whole(
      Incident incident, String transcript, List<TimelineEntry> timeline) {
    ObjectNode whole = head(incident);
    Conclusion conclusion = incident.conclusion();
    whole.put("transcript", transcript);
    ArrayNode rounds = whole.putArray("earlierRounds");
    incident
        .earlier()
        .forEach(
            round ->
                rounds
                    .addObject()
                    .put("transcript", round.transcript())
                    .put("healthy", round.healthy()));
    ArrayNode alerts = whole.putArray("alerts");
    for (Incident.JoinedAlert alert : incident.alerts()) {
      alerts
          .addObject()
          .put("id", alert.alertId())
          .put("rule", alert.rule())
          .put("metric", alert.metric())
          .put("severity", alert.severity())
          .put("firedAt", alert.firedAt().toString())
          .put("resolvedAt", alert.resolvedAt() == null ? null : alert.resolvedAt().toString());
    }
    whole.set("findings", conclusion == null ? JSON.arrayNode() : conclusion.findings());
    whole.set("noticed", conclusion == null ? JSON.arrayNode() : conclusion.noticed());
    whole.set("decided", conclusion == null ? JSON.arrayNode() : conclusion.decided());
    whole.set("changes", conclusion == null ? JSON.arrayNode() : conclusion.changes());
    ArrayNode unchecked = whole.putArray("couldNotCheck");
    if (conclusion != null) {
      conclusion.couldNotCheck().forEach(unchecked::add);
    }
    ArrayNode options = whole.putArray("options");
    incident.proposals().forEach(proposal -> options.add(option(proposal)));
    whole.set("approval", approval(incident.approval()));
    ArrayNode lines = whole.putArray("timeline");
    for (TimelineEntry entry : timeline) {
      lines
          .addObject()
          .put("at", entry.at().toString())
          .put("what", entry.what())
          .put("detail", entry.detail())
          .put("by", entry.by());
    }
    return whole;
  }

  private static ObjectNode head(Incident incident) {
    Conclusion conclusion = incident.conclusion();
    return JSON.objectNode()
        .put("id", incident.id())
        .put("gateway", incident.gateway().toString())
        .put("state", incident.state().name())
        .put("openedAt", incident.openedAt().toString())
        .put("updatedAt", incident.updatedAt().toString())
        .put("headline", incident.headline())
        .put("causeRow", conclusion == null ? null : conclusion.causeRow())
        .put("fingerprint", conclusion == null ? null : conclusion.fingerprint().value())
        .put("signature", conclusion == null ? null : conclusion.fingerprint().signature());
  }

  private static JsonNode option(Proposal proposal) {
    ObjectNode option =
        JSON.objectNode()
            .put("id", proposal.optionId())
            .put("title", proposal.title())
            .put("recommended", proposal.recommended())
            .put("writes", proposal.writes())
            .put("digest", proposal.digest())
            .put("approversNeeded", proposal.approversNeeded());
    for (String field :
        List.of(
            "family",
            "why",
            "risk",
            "parameters",
            "changes",
            "undo",
            "sideEffects",
            "guidance",
            "cures",
            "recovery",
            "verification")) {
      option.set(field, proposal.option().path(field).deepCopy());
    }
    List<Change> changes = OptionJson.read(proposal.option()).changes();
    for (int i = 0; i < changes.size(); i++) {
      ArrayNode differences = option.withArray("/changes/" + i + "/differences");
      for (Difference difference : changes.get(i).differences()) {
        differences
            .addObject()
            .put("path", difference.path())
            .put("before", difference.before())
            .put("after", difference.after());
      }
    }
    return option;
  }

  private static JsonNode approval(@org.jspecify.annotations.Nullable Approval approval) {
    if (approval == null) {
      return JSON.nullNode();
    }
    ObjectNode node =
        JSON.objectNode()
            .put("state", approval.state().name())
            .put("option", approval.optionId())
            .put("digest", approval.digest())
            .put("approversNeeded", approval.approversNeeded())
            .put("expiresAt", approval.expiresAt().toString());
    ArrayNode votes = node.putArray("votes");
    for (Approval.Vote vote : approval.votes()) {
      votes
          .addObject()
          .put("by", vote.by().name())
          .put("objectId", vote.by().objectId())
          .put("approve", vote.approve())
          .put("reason", vote.reason())
          .put("at", vote.at().toString());
    }
    return node;
  }
}
