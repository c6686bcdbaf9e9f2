package io.gatewayresponder.lab.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the host does for a function that answers HTTP, and for one that runs by the clock. */
final class FunctionsHostTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Person OLGA =
      new Person("olga", "oid-olga", "tenant", List.of("GatewayResponder.Approver"));

  private Path folder;
  private SampleApp app;
  private FunctionsHost host;
  private String url;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    folder = directory;
    app =
        new SampleApp(folder)
            .http("Echo", "echo", "things/{id}", "ANONYMOUS")
            .http("Keyed", "echo", "keyed/{id}", "FUNCTION")
            .http("Fail", "fail", "fail", "ANONYMOUS")
            .with(
                "Tick",
                "tick",
                "{\"type\":\"timerTrigger\",\"name\":\"t\",\"schedule\":\"%EVERY%\"}");
    run("true");
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private void run(String authentication) {
    Settings settings =
        new Settings(
            Map.of(
                "EVERY",
                "* * * * * *",
                "WEBSITE_AUTH_ENABLED",
                authentication,
                FunctionsHost.FUNCTION_KEY,
                "secret",
                FunctionsHost.PERSONS,
                Person.write(List.of(OLGA))));
    host = FunctionsHost.of(PackagedApp.read(folder), settings, app);
    url = host.start(0);
  }

  @Test
  void a_request_reaches_its_function_with_route_query_and_body() throws Exception {
    HttpResponse<String> answer = post("/api/things/a%2Fb+c?x=1%202", "hello");
    assertEquals(202, answer.statusCode());
    assertEquals("POST /api/things/a/b+c id=a/b+c who=null body=hello q={x=1 2}", answer.body());
    assertEquals("Echo", answer.headers().firstValue("X-Function").orElse(""));
  }

  @Test
  void an_unknown_path_and_an_unserved_method_are_404() throws Exception {
    assertEquals(404, get("/api/nothing").statusCode());
    assertEquals(404, get("/things/1").statusCode());
    assertEquals(
        404,
        send(HttpRequest.newBuilder().method("PUT", BodyPublishers.noBody()), "/api/things/1")
            .statusCode());
  }

  @Test
  void a_function_key_is_asked_for_and_the_header_wins() throws Exception {
    assertEquals(401, get("/api/keyed/1").statusCode());
    assertEquals(202, get("/api/keyed/1?code=secret").statusCode());
    assertEquals(
        401,
        send(HttpRequest.newBuilder().header("x-functions-key", "no"), "/api/keyed/1?code=secret")
            .statusCode());
    assertEquals(
        202,
        send(HttpRequest.newBuilder().header("x-functions-key", "secret"), "/api/keyed/1")
            .statusCode());
  }

  @Test
  void an_exception_is_an_empty_500() throws Exception {
    HttpResponse<String> answer = get("/api/fail");
    assertEquals(500, answer.statusCode());
    assertEquals("", answer.body());
  }

  @Test
  void a_person_signs_in_by_cookie_and_nobody_by_header() throws Exception {
    HttpResponse<String> signIn =
        get("/.auth/login?person=olga&post_login_redirect_uri=/api/things/1");
    assertEquals(302, signIn.statusCode());
    assertEquals("/api/things/1", signIn.headers().firstValue("Location").orElse(""));
    String cookie = signIn.headers().firstValue("Set-Cookie").orElse("").split(";", -1)[0];
    assertTrue(
        send(HttpRequest.newBuilder().header("Cookie", cookie), "/api/things/1")
            .body()
            .contains("who=olga@lab.example"));
    assertTrue(
        send(
                HttpRequest.newBuilder().header("X-MS-CLIENT-PRINCIPAL-NAME", "forged"),
                "/api/things/1")
            .body()
            .contains("who=null"));
  }

  @Test
  void while_authentication_is_off_headers_pass_as_they_came() throws Exception {
    host.close();
    run("false");
    assertTrue(
        send(
                HttpRequest.newBuilder().header("X-MS-CLIENT-PRINCIPAL-NAME", "forged"),
                "/api/things/1")
            .body()
            .contains("who=forged"));
  }

  @Test
  void the_sign_in_leads_nowhere_else() throws Exception {
    for (String target : List.of("https://evil.example/", "//evil.example", "/%0d%0aX:%20y")) {
      HttpResponse<String> answer =
          get("/.auth/login?person=olga&post_login_redirect_uri=" + target);
      assertEquals("/", answer.headers().firstValue("Location").orElse(""), target);
    }
    assertEquals(404, get("/.auth/login?person=stranger").statusCode());
  }

  @Test
  void a_timer_fires_by_the_schedule_that_a_setting_holds() throws Exception {
    String timer = app.seen().poll(5, TimeUnit.SECONDS);
    assertNotNull(timer);
    assertTrue(timer.contains("\"IsPastDue\":false"), timer);
  }

  @Test
  void a_missing_setting_is_named() {
    IllegalStateException error =
        assertThrows(
            IllegalStateException.class,
            () -> FunctionsHost.of(PackagedApp.read(folder), new Settings(Map.of()), app));
    assertTrue(String.valueOf(error.getMessage()).contains("EVERY"), error.getMessage());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(), path);
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)), path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path) throws Exception {
    return CLIENT.send(
        request.uri(URI.create(url + path)).timeout(Duration.ofSeconds(10)).build(),
        BodyHandlers.ofString());
  }
}
