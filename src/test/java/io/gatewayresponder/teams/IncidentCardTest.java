package io.gatewayresponder.teams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.console.SampleIncidents;
import io.gatewayresponder.incident.Execution;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentCardTest {
  private static final String BASE = "https://responder.example";

  /** The message limit of Teams is about 28 KB; the envelope needs a little of it. */
  private static final int CARD_LIMIT = 27 * 1024;

  @Test
  void a_card_for_a_decision_leads_to_the_decision_page() {
    ObjectNode card = IncidentCard.of(SampleIncidents.awaiting("deny-web"), BASE);
    List<String> urls = new ArrayList<>();
    card.path("actions").forEach(action -> urls.add(action.path("url").asText()));
    assertEquals(2, urls.size());
    assertTrue(urls.get(0).startsWith(BASE + "/api/console/incidents/"), urls.get(0));
    assertTrue(urls.get(0).endsWith("/decision"), urls.get(0));
  }

  @Test
  void a_card_says_who_changed_what_lately() {
    ObjectNode card = IncidentCard.of(SampleIncidents.awaiting("deny-web"), BASE);
    assertTrue(
        card.findValuesAsText("text").contains("08:00 UTC deny-web: wrote deny-web"),
        card.toString());
  }

  @Test
  void no_block_of_a_card_reads_markdown() {
    ObjectNode card = IncidentCard.of(SampleIncidents.awaiting("[x](https://evil.example)"), BASE);
    assertTrue(card.findValuesAsText("type").contains("TextRun"));
    for (String type : card.findValuesAsText("type")) {
      assertTrue(!type.equals("TextBlock") && !type.equals("FactSet"), type);
    }
    for (JsonNode action : card.path("actions")) {
      assertTrue(action.path("url").asText().startsWith(BASE), action.toString());
    }
  }

  @Test
  void a_card_stays_below_the_message_limit() {
    ObjectNode card = IncidentCard.of(SampleIncidents.awaiting("x".repeat(50_000)), BASE);
    assertTrue(card.toString().getBytes(StandardCharsets.UTF_8).length < CARD_LIMIT);
  }

  @Test
  void a_card_says_why_a_change_was_not_made() {
    Incident incident = SampleIncidents.incident(State.NOT_RESOLVED, "deny-web");
    Execution.Write refused =
        new Execution.Write(
            Execution.Progress.FAILED, null, null, "PUT rule: client 'r' lacks the action 'x'");
    Incident failed =
        new Incident(
            incident.id(),
            incident.gateway(),
            incident.state(),
            incident.openedAt(),
            incident.updatedAt(),
            incident.alerts(),
            incident.triages(),
            incident.conclusion(),
            incident.proposals(),
            incident.approval(),
            Execution.begin("o", "d", 1, SampleIncidents.AT).with(0, refused, SampleIncidents.AT),
            incident.earlier(),
            incident.headline());
    List<String> texts = IncidentCard.of(failed, BASE).findValuesAsText("text");
    assertTrue(texts.contains("PUT rule: client 'r' lacks the action 'x'"), texts.toString());
  }

  @Test
  void every_state_has_a_card() {
    for (State state : State.values()) {
      ObjectNode card = IncidentCard.of(SampleIncidents.incident(state, "deny-web"), BASE);
      assertTrue(card.path("body").size() >= 3, state.name());
    }
  }
}
