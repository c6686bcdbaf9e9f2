package io.gatewayresponder.lab.twin.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackendsTest {

  private final Backends backends = Backends.ofTheShop();
  private final BackendsJson json = new BackendsJson(backends);

  @Test
  void the_shops_servers_answer_quickly_and_well() {
    assertEquals(Answer.OK, backends.find("10.20.1.4", 8080).orElseThrow().answer("any", "/any"));
    assertTrue(backends.find("10.20.1.4", 80).isEmpty());
  }

  @Test
  void the_most_particular_answer_is_given() {
    Duration quick = Duration.ofMillis(1);
    backends.setAnswer("10.20.1.4", 8080, Optional.empty(), Optional.empty(), 500, quick);
    backends.setAnswer(
        "10.20.1.4", 8080, Optional.of("shop.example"), Optional.empty(), 404, quick);
    backends.setAnswer("10.20.1.4", 8080, Optional.empty(), Optional.of("/health"), 200, quick);

    WebServer server = backends.find("10.20.1.4", 8080).orElseThrow();
    assertEquals(500, server.answer("other", "/").status());
    assertEquals(404, server.answer("SHOP.example", "/").status());
    assertEquals(200, server.answer("shop.example", "/health").status());
  }

  @Test
  void an_answer_replaces_the_one_for_the_same_requests() {
    backends.setAnswer("10.20.1.4", 8080, Optional.empty(), Optional.empty(), 500, Duration.ZERO);
    backends.setAnswer("10.20.1.4", 8080, Optional.empty(), Optional.empty(), 200, Duration.ZERO);
    assertEquals(1, backends.find("10.20.1.4", 8080).orElseThrow().specials().size());
  }

  @Test
  void a_request_changes_only_what_it_names() throws Exception {
    json.change(read("{\"address\": \"10.20.1.4\", \"port\": 8080, \"status\": 503}"));
    json.change(read("{\"address\": \"10.20.1.4\", \"port\": 8080, \"listening\": false}"));

    WebServer server = backends.find("10.20.1.4", 8080).orElseThrow();
    assertFalse(server.listening());
    assertEquals(503, server.answer("", "/").status());
    assertEquals(503, json.show().at("/servers/0/answers/0/status").asInt());
  }

  @Test
  void a_server_can_be_told_to_close_connections_on_one_path() throws Exception {
    json.change(
        read("{\"address\": \"10.20.1.4\", \"port\": 8080, \"path\": \"/\", \"closes\": true}"));
    WebServer server = backends.find("10.20.1.4", 8080).orElseThrow();
    assertTrue(server.answer("", "/").closes());
    assertFalse(server.answer("", "/health").closes());
    assertTrue(json.show().at("/servers/0/answers/0/closes").asBoolean());
  }

  @Test
  void a_request_that_makes_no_sense_is_refused() {
    for (String request :
        new String[] {
          "{}",
          "{\"address\": \"10.20.1.4\", \"port\": 0}",
          "{\"address\": \"10.20.1.4\", \"port\": 8080, \"status\": 99}",
          "{\"address\": \"10.20.1.4\", \"port\": 8080, \"protocol\": \"Gopher\"}"
        }) {
      assertThrows(IllegalArgumentException.class, () -> json.change(read(request)), request);
    }
  }

  @Test
  void only_names_that_were_entered_resolve() {
    backends.names().set("Shop.example", "10.20.1.4");
    assertEquals(Optional.of("10.20.1.4"), backends.names().find("shop.EXAMPLE"));
    assertEquals(Optional.of("10.1.1.1"), backends.names().find("10.1.1.1"));
    assertTrue(backends.names().find("other.example").isEmpty());
  }

  private static ObjectNode read(String text) throws Exception {
    return (ObjectNode) new ObjectMapper().readTree(text);
  }
}
