package io.gatewayresponder.lab.teams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TeamsChannelTest {
  private static final String CARD =
      """
      {"type":"AdaptiveCard","version":"1.4","body":[{"type":"TextBlock","text":"%s"}],
       "actions":[{"type":"%s","title":"Look","url":"https://example.com/"}]}
      """;

  private TeamsChannel channel;

  @BeforeEach
  void open() {
    channel = TeamsChannel.start(Path.of("src/lab/node"), 0, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    channel.close();
  }

  @Test
  void a_card_is_accepted_and_shown() throws Exception {
    assertEquals(202, post(message(CARD.formatted("hello", "Action.OpenUrl"))).statusCode());
    assertEquals(1, channel.posts().size());
    assertTrue(get("/cards").body().contains("hello"));
    assertTrue(get("/").body().contains("adaptivecards.js"));
    assertTrue(get("/adaptivecards.js").body().contains("AdaptiveCard"));
  }

  @Test
  void a_message_over_28_KB_is_too_large() throws Exception {
    String card = CARD.formatted("x".repeat(28 * 1024), "Action.OpenUrl");
    assertEquals(413, post(message(card)).statusCode());
  }

  @Test
  void anything_but_adaptive_cards_is_refused_with_the_reason() throws Exception {
    assertRefused("not json", "not JSON");
    assertRefused("{\"text\":\"hello\"}", "\\\"type\\\" must be");
    assertRefused("{\"type\":\"message\",\"attachments\":[]}", "attachments");
    assertRefused(
        message("{\"type\":\"AdaptiveCard\",\"version\":\"1.6\",\"body\":[]}"), "version");
    assertRefused(message(CARD.formatted("hello", "Action.Submit")), "Action.Submit");
    assertEquals(0, channel.posts().size());
  }

  private void assertRefused(String body, String reason) throws Exception {
    HttpResponse<String> answer = post(body);
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains(reason), answer.body());
  }

  private static String message(String card) {
    return """
        {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive",
         "contentUrl":null,"content":%s}]}
        """
        .formatted(card);
  }

  private HttpResponse<String> post(String body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(channel.webhookUrl()))
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(channel.url()).resolve(path)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient()
        .send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
  }
}
