package io.gatewayresponder.console;

import io.gatewayresponder.incident.Conclusion;
import io.gatewayresponder.incident.Incident;
import java.util.List;

/** The list of incidents, the newest first. */
public final class IncidentsPage {
  /** Often enough for a person who watches, seldom enough for the store. */
  private static final int REFRESH_SECONDS = 15;

  private IncidentsPage() {}

  record Line(
      String state,
      String tone,
      String headline,
      String causeRow,
      String link,
      String gateway,
      String opened) {}

  record View(List<Line> incidents, boolean hasIncidents) {}

  public static String render(List<Incident> incidents, String person) {
    View view =
        new View(incidents.stream().map(IncidentsPage::line).toList(), !incidents.isEmpty());
    return Templates.page("incidents", "Incidents", person, REFRESH_SECONDS, view);
  }

  private static Line line(Incident incident) {
    Conclusion conclusion = incident.conclusion();
    String causeRow = conclusion == null ? null : conclusion.causeRow();
    return new Line(
        Words.state(incident.state()),
        Words.tone(incident.state()),
        incident.headline(),
        causeRow == null ? "" : "row " + causeRow,
        Links.incident(incident.id()),
        incident.gateway().name(),
        Words.at(incident.openedAt()));
  }
}
