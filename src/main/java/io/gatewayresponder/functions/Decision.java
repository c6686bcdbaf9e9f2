package io.gatewayresponder.functions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.gatewayresponder.console.DecisionPage;
import io.gatewayresponder.console.Links;
import io.gatewayresponder.incident.Approval.Person;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.workflow.Decide;
import io.gatewayresponder.workflow.Ports.Stored;
import io.gatewayresponder.workflow.Replanning;
import io.gatewayresponder.workflow.Unavailable;
import io.gatewayresponder.workflow.Undoing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;

/**
 * Shows the exact changes, and takes a person's decision on one of them; also the values that a
 * plan is to be made with, and the wish to have a change taken back.
 */
public final class Decision {
  /** Short fields, a reason of a paragraph, and a certificate, which a form makes longer. */
  private static final int MAX_FORM_CHARS = 64 * 1024;

  private final Reader reader;
  private final Decide decide;
  private final Replanning replanning;
  private final Undoing undoing;
  private final String origin;

  /**
   * @param origin of our own pages, such as {@code https://responder.example}: a browser that posts
   *     from elsewhere is refused, because it sends the person's cookie along whoever made the form
   */
  public Decision(
      Reader reader, Decide decide, Replanning replanning, Undoing undoing, String origin) {
    this.reader = reader;
    this.decide = decide;
    this.replanning = replanning;
    this.undoing = undoing;
    this.origin = origin;
  }

  @FunctionName("Decision")
  public HttpResponseMessage decision(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET, HttpMethod.POST},
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "console/incidents/{id}/decision")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      ExecutionContext context) {
    return reader.forIncident(
        request,
        id,
        (person, stored) ->
            request.getHttpMethod() == HttpMethod.POST
                ? post(request, person, stored.incident(), context)
                : show(request, HttpStatus.OK, person, stored.incident(), ""));
  }

  private HttpResponseMessage post(
      HttpRequestMessage<Optional<String>> request,
      Person person,
      Incident incident,
      ExecutionContext context) {
    if (fromElsewhere(request)) {
      return show(
          request, HttpStatus.FORBIDDEN, person, incident, "the form came from another site");
    }
    String body = request.getBody().orElse("");
    if (body.length() > MAX_FORM_CHARS) {
      return show(request, HttpStatus.BAD_REQUEST, person, incident, "the form is too long");
    }
    Map<String, String> form = Http.form(body);
    String decision = form.getOrDefault("decision", "");
    String option = form.getOrDefault("option", "");
    try {
      return switch (decision) {
        case "approve", "reject" ->
            answer(
                request,
                person,
                incident,
                Links.incident(incident.id()),
                decide.decide(
                    new Decide.Request(
                        incident.id(),
                        person,
                        option,
                        form.getOrDefault("digest", ""),
                        decision.equals("approve"),
                        form.getOrDefault("reason", ""),
                        values(form))));
        case "plan" ->
            answer(
                request,
                person,
                incident,
                Links.decision(incident.id()),
                replanning.plan(
                    new Replanning.Request(incident.id(), person, option, values(form))));
        case "undo" ->
            answer(
                request,
                person,
                incident,
                Links.decision(incident.id()),
                undoing.propose(incident.id(), person));
        default ->
            show(
                request,
                HttpStatus.BAD_REQUEST,
                person,
                incident,
                "the field decision must be approve, reject, plan or undo");
      };
    } catch (Unavailable e) {
      context.getLogger().log(Level.SEVERE, "a decision could not be stored", e);
      return show(
          request,
          HttpStatus.SERVICE_UNAVAILABLE,
          person,
          incident,
          "the decision could not be stored; try again");
    }
  }

  /** The values of an option's parameters; the other fields are ours. */
  private static Map<String, String> values(Map<String, String> form) {
    Map<String, String> values = new HashMap<>();
    form.forEach(
        (name, value) -> {
          if (name.startsWith(DecisionPage.VALUE)) {
            values.put(name.substring(DecisionPage.VALUE.length()), value);
          }
        });
    return values;
  }

  /**
   * @param next the page to go to when it is done
   */
  private HttpResponseMessage answer(
      HttpRequestMessage<?> request,
      Person person,
      Incident before,
      String next,
      Decide.Result result) {
    if (result instanceof Decide.Result.Done done) {
      return Http.wantsJson(request)
          ? Http.json(
              request,
              HttpStatus.OK,
              JsonNodeFactory.instance
                  .objectNode()
                  .put("status", "recorded")
                  .put("state", done.incident().state().name()))
          : Http.redirect(request, next);
    }
    Incident now = reader.store().find(before.id()).map(Stored::incident).orElse(before);
    if (result instanceof Decide.Result.NotAllowed no) {
      return show(request, HttpStatus.FORBIDDEN, person, now, no.reason());
    }
    if (result instanceof Decide.Result.NotOpen no) {
      return show(request, HttpStatus.CONFLICT, person, now, no.reason());
    }
    if (result instanceof Decide.Result.DigestDiffers) {
      return show(
          request,
          HttpStatus.CONFLICT,
          person,
          now,
          "the plan is another one by now; look at it again");
    }
    if (result instanceof Decide.Result.Unknown) {
      return Reader.refuse(
          request,
          HttpStatus.NOT_FOUND,
          "No such incident",
          "There is no incident of this id.",
          person.name());
    }
    return show(
        request, HttpStatus.BAD_REQUEST, person, now, ((Decide.Result.BadInput) result).reason());
  }

  private static HttpResponseMessage show(
      HttpRequestMessage<?> request,
      HttpStatus status,
      Person person,
      Incident incident,
      String problem) {
    if (Http.wantsJson(request)) {
      return Http.say(request, status, problem.isEmpty() ? "ok" : "refused", problem);
    }
    return Http.page(request, status, DecisionPage.render(incident, person.name(), problem));
  }

  private boolean fromElsewhere(HttpRequestMessage<?> request) {
    boolean otherOrigin =
        Http.header(request, "Origin").filter(it -> !it.equalsIgnoreCase(origin)).isPresent();
    boolean otherSite =
        Http.header(request, "Sec-Fetch-Site")
            .filter(it -> !it.equals("same-origin") && !it.equals("none"))
            .isPresent();
    return otherOrigin || otherSite;
  }
}
