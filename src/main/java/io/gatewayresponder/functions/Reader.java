package io.gatewayresponder.functions;

import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import io.gatewayresponder.approval.Policy;
import io.gatewayresponder.console.MessagePage;
import io.gatewayresponder.incident.Approval.Person;
import io.gatewayresponder.workflow.Ports.IncidentStore;
import io.gatewayresponder.workflow.Ports.Stored;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Lets a signed-in person with the right role read, and everybody else know why not. */
public final class Reader {
  private final SignIn signIn;
  private final Policy policy;
  private final IncidentStore store;

  public Reader(SignIn signIn, Policy policy, IncidentStore store) {
    this.signIn = signIn;
    this.policy = policy;
    this.store = store;
  }

  IncidentStore store() {
    return store;
  }

  /** Answers for whoever may read; 401 for nobody, 403 without the role. */
  HttpResponseMessage forPerson(
      HttpRequestMessage<?> request, Function<Person, HttpResponseMessage> answer) {
    Optional<Person> person = signIn.person(request);
    if (person.isEmpty()) {
      return refuse(
          request, HttpStatus.UNAUTHORIZED, "Sign in first", "You are not signed in.", "");
    }
    if (policy.mayRead(person.get()) instanceof Policy.Verdict.No no) {
      return refuse(
          request,
          HttpStatus.FORBIDDEN,
          "Not allowed",
          "This page is closed to you: " + no.reason() + ".",
          person.get().name());
    }
    return answer.apply(person.get());
  }

  /** As {@code forPerson}, for one incident; 404 when there is none of this id. */
  HttpResponseMessage forIncident(
      HttpRequestMessage<?> request,
      String id,
      BiFunction<Person, Stored, HttpResponseMessage> answer) {
    return forPerson(
        request,
        person ->
            store
                .find(id)
                .map(stored -> answer.apply(person, stored))
                .orElseGet(
                    () ->
                        refuse(
                            request,
                            HttpStatus.NOT_FOUND,
                            "No such incident",
                            "There is no incident of this id.",
                            person.name())));
  }

  static HttpResponseMessage refuse(
      HttpRequestMessage<?> request,
      HttpStatus status,
      String heading,
      String reason,
      String person) {
    boolean api = request.getUri().getPath().startsWith("/api/incidents");
    return api || Http.wantsJson(request)
        ? Http.say(request, status, heading.toLowerCase(java.util.Locale.ROOT), reason)
        : Http.page(request, status, MessagePage.render(heading, reason, person));
  }
}
