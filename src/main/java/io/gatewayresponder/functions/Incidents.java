package io.gatewayresponder.functions;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.gatewayresponder.console.IncidentView;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Transcript;
import java.util.Optional;

/** Incidents as JSON. */
public final class Incidents {
  /** Weeks of incidents for a team; older ones are found by their id. */
  static final int LIST_LENGTH = 200;

  private final Reader reader;

  public Incidents(Reader reader) {
    this.reader = reader;
  }

  @FunctionName("Incidents")
  public HttpResponseMessage list(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "incidents")
          HttpRequestMessage<Optional<String>> request) {
    return reader.forPerson(
        request,
        person ->
            Http.json(
                request, HttpStatus.OK, IncidentView.list(reader.store().newest(LIST_LENGTH))));
  }

  @FunctionName("Incident")
  public HttpResponseMessage one(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "incidents/{id}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id) {
    return reader.forIncident(
        request,
        id,
        (person, stored) -> {
          Incident incident = stored.incident();
          return Http.json(
              request,
              HttpStatus.OK,
              IncidentView.whole(
                  incident, Transcript.of(incident), reader.store().timeline(incident.id())));
        });
  }
}
