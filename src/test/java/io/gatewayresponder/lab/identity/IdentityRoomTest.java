package io.gatewayresponder.lab.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.estate.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentityRoomTest {
  private static final String SECRET = "not-a-secret";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Tokens tokens = new Tokens(Clock.fixed(NOW, ZoneOffset.UTC));
  private IdentityRoom room;

  @BeforeEach
  void open() throws IOException {
    room = IdentityRoom.open(0, tokens, SECRET, List.of(Principal.TRIAGE, Principal.RESOLUTION));
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void a_client_id_gets_a_token_that_stands_for_it() throws Exception {
    HttpResponse<byte[]> answer = ask(SECRET, Principal.RESOLUTION.clientId());
    JsonNode body = Json.read(answer.body());
    assertEquals(200, answer.statusCode());
    assertEquals(
        Principal.RESOLUTION,
        tokens.find(body.path("access_token").asText()).orElseThrow().principal());
    assertEquals("1767229200", body.path("expires_on").asText(), "an hour later, in seconds");
    assertEquals("Bearer", body.path("token_type").asText());
  }

  @Test
  void an_unknown_client_is_400_and_a_wrong_header_401() throws Exception {
    assertEquals(400, ask(SECRET, "40000000-0000-4000-8000-000000000009").statusCode());
    assertEquals(400, ask(SECRET, "").statusCode());
    assertEquals(401, ask("guessed", Principal.TRIAGE.clientId()).statusCode());
  }

  @Test
  void a_token_ends_after_an_hour() {
    Token token = tokens.issue(Principal.TRIAGE);
    assertFalse(tokens.expired(token));
    assertTrue(new Tokens(Clock.fixed(NOW.plus(Tokens.LIFETIME), ZoneOffset.UTC)).expired(token));
  }

  private HttpResponse<byte[]> ask(String secret, String clientId) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(
                        room.endpoint()
                            + "?api-version=2019-08-01&resource=https%3A%2F%2Fmanagement.azure.com&client_id="
                            + clientId))
                .header("X-IDENTITY-HEADER", secret)
                .timeout(Duration.ofSeconds(5))
                .build(),
            BodyHandlers.ofByteArray());
  }
}
