package io.gatewayresponder.lab.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.lab.web.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ControlRoomTest {
  private ControlRoom room;

  @BeforeEach
  void open() {
    room =
        ControlRoom.open(
            0,
            List.of(
                ControlRoute.post(
                    "/lamp",
                    "Switches the lamp.",
                    "{\"on\": true}",
                    request ->
                        Answer.text(200, "lamp " + Fields.of(request, "on", "x").flag("on")))));
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void a_route_gets_its_fields() throws Exception {
    assertEquals("lamp true", post("/lamp", "{\"on\":true}").body());
  }

  @Test
  void a_wrong_body_is_refused_by_name() throws Exception {
    assertRefused("{\"on\":\"yes\"}", "a field \\\"on\\\" that is true or false");
    assertRefused("{}", "a field \\\"on\\\"");
    assertRefused("{\"off\":true}", "unknown field \\\"off\\\"");
    assertRefused("[]", "must be a JSON object");
    assertRefused("{", "not JSON");
  }

  @Test
  void unknown_paths_and_methods_name_the_known() throws Exception {
    HttpResponse<String> path = post("/lump", "{}");
    assertEquals(404, path.statusCode());
    assertTrue(path.body().contains("POST /lamp"), path.body());
    HttpResponse<String> method = send(HttpRequest.newBuilder(), "/lamp");
    assertEquals(405, method.statusCode());
    assertEquals("POST", method.headers().firstValue("Allow").orElse(""));
  }

  @Test
  void the_page_shows_every_route() throws Exception {
    String page = send(HttpRequest.newBuilder(), "/").body();
    assertTrue(page.contains("POST /lamp") && page.contains("{&quot;on&quot;: true}"), page);
  }

  private void assertRefused(String body, String reason) throws Exception {
    HttpResponse<String> answer = post("/lamp", body);
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains(reason), answer.body());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)), path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            request.uri(URI.create(room.url() + path)).timeout(Duration.ofSeconds(10)).build(),
            BodyHandlers.ofString());
  }
}
