package io.gatewayresponder.functions;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.gatewayresponder.console.IncidentPage;
import io.gatewayresponder.console.IncidentsPage;
import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Transcript;
import io.gatewayresponder.workflow.Ports.IncidentStore;
import java.util.List;
import java.util.Optional;

/** The console's reading pages. */
public final class Console {
  private final Reader reader;

  public Console(Reader reader) {
    this.reader = reader;
  }

  @FunctionName("Console")
  public HttpResponseMessage list(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "console")
          HttpRequestMessage<Optional<String>> request) {
    return reader.forPerson(
        request,
        person ->
            Http.page(
                request,
                HttpStatus.OK,
                IncidentsPage.render(reader.store().newest(Incidents.LIST_LENGTH), person.name())));
  }

  @FunctionName("ConsoleIncident")
  public HttpResponseMessage one(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "console/incidents/{id}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id) {
    return reader.forIncident(
        request,
        id,
        (person, stored) -> {
          Incident incident = stored.incident();
          return Http.page(
              request,
              HttpStatus.OK,
              IncidentPage.render(
                  incident,
                  Transcript.of(incident),
                  reader.store().timeline(incident.id()),
                  evidence(reader.store(), incident),
                  person.name()));
        });
  }

  private static List<Glance> evidence(IncidentStore store, Incident incident) {
    return store.evidence(
        incident.id(), io.gatewayresponder.workflow.Triage.evidenceName(incident.triages()));
  }
}
