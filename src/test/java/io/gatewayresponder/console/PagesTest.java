package io.gatewayresponder.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.incident.TimelineEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final String HOSTILE = "<script>alert(1)</script>{{boom}}";

  @Test
  void text_from_outside_is_never_markup() {
    Incident incident = SampleIncidents.awaiting(HOSTILE);
    List<TimelineEntry> timeline =
        List.of(new TimelineEntry(SampleIncidents.AT, "fired", HOSTILE, HOSTILE));
    for (String page :
        List.of(
            IncidentsPage.render(List.of(incident), HOSTILE),
            IncidentPage.render(incident, "1a.1 > " + HOSTILE, timeline, List.of(), HOSTILE),
            DecisionPage.render(incident, HOSTILE, HOSTILE),
            MessagePage.render(HOSTILE, HOSTILE, HOSTILE))) {
      assertFalse(page.contains("<script"), page);
      assertTrue(page.contains("&lt;script"), page);
    }
  }

  @Test
  void a_decision_carries_the_digest_that_was_shown() {
    String page = DecisionPage.render(SampleIncidents.awaiting("deny-web"), "Olga", "");
    assertTrue(page.contains("name=\"digest\" value=\"digest-1\""), page);
    assertTrue(page.contains("value=\"approve\""), page);
  }

  @Test
  void what_needs_a_value_first_can_be_rejected_and_not_approved() {
    String page = DecisionPage.render(SampleIncidents.asking("deny-web"), "Olga", "");
    assertTrue(page.contains("placeholder=\"such as shop.example\""), page);
    assertTrue(page.contains("value=\"plan\""), page);
    assertTrue(page.contains("value=\"reject\""), page);
    assertFalse(page.contains("value=\"approve\""), page);
  }

  @Test
  void an_incident_that_ended_offers_no_decision() {
    Incident ended = SampleIncidents.incident(State.RECOVERED, "deny-web");
    assertFalse(DecisionPage.render(ended, "Olga", "").contains("<form"));
    assertFalse(
        IncidentPage.render(ended, "1a.1", List.of(), List.of(), "Olga")
            .contains("Review the change"));
  }
}
