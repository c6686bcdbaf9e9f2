package io.gatewayresponder.lab.host;

import io.gatewayresponder.lab.web.Answer;
import io.gatewayresponder.lab.web.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What App Service Authentication does in front of an app: it removes every {@code X-MS-} header
 * that comes from outside and adds the signed-in person's own. Who is signed in says a cookie; the
 * sign-in page asks for no password, because everybody here is invented.
 */
final class AppServiceAuthentication {
  static final String COOKIE = "lab-person";

  private final boolean enabled;
  private final List<Person> persons;

  /**
   * @param enabled when it is off, the headers pass as they came, as they do in Azure
   */
  AppServiceAuthentication(boolean enabled, List<Person> persons) {
    this.enabled = enabled;
    this.persons = List.copyOf(persons);
  }

  /** Answers the platform's own paths below {@code /.auth}; nothing for any other path. */
  Optional<Answer> answer(Request request) {
    if (!enabled || !request.path().startsWith("/.auth/")) {
      return Optional.empty();
    }
    return Optional.of(
        switch (request.path()) {
          case "/.auth/login", "/.auth/login/aad" -> login(request);
          case "/.auth/logout" ->
              Answer.redirect(local(request, "post_logout_redirect_uri"))
                  .with("Set-Cookie", COOKIE + "=; Path=/; Max-Age=0");
          case "/.auth/me" ->
              person(request)
                  .map(person -> Answer.text(200, person.email() + " " + person.roles() + "\n"))
                  .orElse(Answer.empty(401));
          default -> Answer.empty(404);
        });
  }

  /** The request as the app may see it. */
  Request pass(Request request) {
    if (!enabled) {
      return request;
    }
    Map<String, String> headers = new LinkedHashMap<>(request.headers());
    headers.keySet().removeIf(name -> name.startsWith("x-ms-"));
    person(request)
        .ifPresent(
            person -> {
              headers.put("x-ms-client-principal", person.principalHeader());
              headers.put("x-ms-client-principal-id", person.objectId());
              headers.put("x-ms-client-principal-name", person.email());
              headers.put("x-ms-client-principal-idp", "aad");
            });
    return new Request(request.method(), request.path(), request.query(), headers, request.body());
  }

  private Optional<Person> person(Request request) {
    return request.cookie(COOKIE).flatMap(this::named);
  }

  private Optional<Person> named(String name) {
    return persons.stream().filter(person -> person.name().equals(name)).findFirst();
  }

  private Answer login(Request request) {
    String wanted = request.parameters().get("person");
    if (wanted == null) {
      return Answer.html(200, page(local(request, "post_login_redirect_uri")));
    }
    return named(wanted)
        .map(
            person ->
                Answer.redirect(local(request, "post_login_redirect_uri"))
                    .with("Set-Cookie", person.cookie() + "; Path=/; HttpOnly; SameSite=Lax"))
        .orElseGet(
            () ->
                Answer.error(
                    404,
                    "Nobody of that name; there are "
                        + String.join(", ", persons.stream().map(Person::name).toList())));
  }

  private String page(String then) {
    StringBuilder page =
        new StringBuilder(
            "<!doctype html><html lang=en><meta charset=utf-8><title>Sign in to the lab</title>"
                + "<body style='font:16px system-ui;margin:3em'><h1>Sign in to the lab as</h1><ul>");
    for (Person person : persons) {
      page.append("<li><a href=\"/.auth/login?person=")
          .append(person.name())
          .append("&amp;post_login_redirect_uri=")
          .append(URLEncoder.encode(then, StandardCharsets.UTF_8))
          .append("\">")
          .append(person.name())
          .append("</a> (")
          .append(person.roles().isEmpty() ? "no role" : String.join(", ", person.roles()))
          .append(")</li>");
    }
    return page.append("</ul></body></html>").toString();
  }

  /** Only paths of this site: a sign-in page must not send people elsewhere. */
  private static String local(Request request, String parameter) {
    String target = request.parameters().getOrDefault(parameter, "/");
    boolean ours =
        target.startsWith("/")
            && !target.startsWith("//")
            && target.chars().allMatch(letter -> letter > ' ' && letter < 127 && letter != '\\');
    return ours ? target : "/";
  }
}
