package io.gatewayresponder.lab.twin.causes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.servers.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A probe that is asked for now, against a shop whose own probes go on meanwhile. */
class OnDemandHealthTest {
  private static final Duration PROBES_NOTICE = Duration.ofMinutes(3);

  private final Shop shop = new Shop();

  @BeforeEach
  void let_the_probes_run() {
    shop.pass(PROBES_NOTICE);
  }

  @Test
  void a_probe_that_would_succeed_says_so_and_names_what_it_tested() {
    JsonNode answer = ask(probe());
    assertEquals(List.of("Healthy", "Healthy"), words(answer));
    assertTrue(answer.at("/backendAddressPool/id").asText().endsWith("/web-pool"));
    assertTrue(
        answer
            .at("/backendHealthHttpSettings/backendHttpSettings/id")
            .asText()
            .endsWith("/web-http"));
  }

  @Test
  void another_path_is_tried_without_the_stored_health_noticing() {
    shop.causes
        .backends()
        .setAnswer(
            "10.20.1.4", 8080, Optional.empty(), Optional.of("/new"), new Answer(500, brief()));
    JsonNode answer = ask(probe().put("path", "/new"));
    assertEquals(List.of("Unhealthy", "Healthy"), words(answer));
    assertTrue(log(answer).contains("Expected:{200-399} Received:{500}"), log(answer));
    assertEquals(List.of("Healthy", "Healthy"), shop.health());
  }

  @Test
  void the_match_and_the_time_out_are_those_of_the_request() {
    shop.causes
        .backends()
        .setAnswer(
            "10.20.1.4",
            8080,
            Optional.empty(),
            Optional.of("/slow"),
            new Answer(404, Duration.ofSeconds(5)));
    ObjectNode probe = probe().put("path", "/slow");
    probe.putObject("match").putArray("statusCodes").add("404");
    assertEquals("Healthy", words(ask(probe)).get(0));
    assertTrue(log(ask(probe.put("timeout", 4))).contains("more than the timeout threshold"));
  }

  @Test
  void a_rule_that_blocks_the_way_blocks_this_probe_at_once() {
    shop.putRule(
        """
        {"id":"${group}/securityRules/deny","name":"deny","properties":{"priority":200,
        "direction":"Inbound","access":"Deny","protocol":"*","sourceAddressPrefix":"*",
        "sourcePortRange":"*","destinationAddressPrefix":"*","destinationPortRange":"8080"}}
        """);
    JsonNode answer = ask(probe());
    assertEquals(List.of("Unhealthy", "Unhealthy"), words(answer));
    assertTrue(log(answer).contains("could not connect to the backend"), log(answer));
    assertEquals(List.of("Healthy", "Healthy"), shop.health(), "one failed probe is not enough");
  }

  @Test
  void a_pool_without_servers_has_nothing_to_probe() {
    shop.edit("backendAddressPools", pool -> pool.putArray("backendAddresses"));
    assertEquals(List.of(), words(ask(probe())));
  }

  @Test
  void a_gateway_out_of_azures_reach_cannot_tell() {
    shop.route("gateway", "0.0.0.0/0", "VirtualAppliance");
    JsonNode answer = ask(probe());
    assertEquals(List.of("Unknown", "Unknown"), words(answer));
    assertTrue(log(answer).contains("could not be retrieved"), log(answer));
  }

  private JsonNode ask(ObjectNode probe) {
    return shop.causes.health().backendHealthOnDemand(Shop.GATEWAY, probe);
  }

  private static ObjectNode probe() {
    ObjectNode probe = Shop.json("{\"protocol\":\"Http\",\"host\":\"shop.example\"}");
    probe.put("path", "/health");
    probe.putObject("backendAddressPool").put("id", Shop.GATEWAY + "/backendAddressPools/web-pool");
    probe
        .putObject("backendHttpSettings")
        .put("id", Shop.GATEWAY + "/backendHttpSettingsCollection/web-http");
    return probe;
  }

  private static Duration brief() {
    return Duration.ofMillis(5);
  }

  private static List<String> words(JsonNode answer) {
    List<String> words = new ArrayList<>();
    answer
        .at("/backendHealthHttpSettings/servers")
        .forEach(server -> words.add(server.path("health").asText()));
    return words;
  }

  private static String log(JsonNode answer) {
    return answer.at("/backendHealthHttpSettings/servers/0/healthProbeLog").asText();
  }
}
