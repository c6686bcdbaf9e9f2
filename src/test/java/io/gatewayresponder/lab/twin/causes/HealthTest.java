package io.gatewayresponder.lab.twin.causes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.servers.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the probes of the shop find when one thing is wrong. */
class HealthTest {

  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

  private final Shop shop = new Shop();

  @Test
  void a_server_that_does_not_listen_is_found_by_its_probe() {
    shop.causes.backends().setListening("10.20.1.5", 8080, false);
    shop.pass(LONG_ENOUGH);
    assertEquals(List.of("Healthy", "Unhealthy"), shop.health());
    assertLog(1, "could not connect to the backend");
    shop.causes.backends().setListening("10.20.1.5", 8080, true);
    shop.pass(Duration.ofSeconds(30));
    assertEquals(List.of("Healthy", "Healthy"), shop.health());
  }

  @Test
  void one_bad_server_fails_requests_only_until_it_is_found() {
    shop.pass(LONG_ENOUGH);
    shop.causes.backends().setListening("10.20.1.5", 8080, false);
    shop.pass(Duration.ofMinutes(4));
    List<Double> failed = shop.points("FailedRequests", "total", Duration.ofMinutes(4));
    assertTrue(failed.get(0) > 0 && failed.get(failed.size() - 1) == 0, failed.toString());
    assertEquals(List.of(1.0), shop.points("UnhealthyHostCount", "average", Duration.ofMinutes(1)));
  }

  @Test
  void a_wrong_status_on_the_probes_path_says_what_was_expected() {
    answer(Optional.of("/health"), new Answer(404, Duration.ZERO));
    shop.pass(LONG_ENOUGH);
    assertLog(0, "Status code of the backend's HTTP response did not match");
    assertLog(0, "Expected:{200-399} Received:{404}");
  }

  @Test
  void an_answer_later_than_the_probe_waits_is_a_timeout() {
    answer(Optional.of("/health"), new Answer(200, Duration.ofSeconds(31)));
    shop.pass(LONG_ENOUGH);
    assertLog(0, "more than the timeout threshold in the probe setting");
  }

  @Test
  void an_answer_later_than_the_request_time_out_fails_although_the_probe_is_content() {
    answer(Optional.of("/"), new Answer(200, Duration.ofSeconds(31)));
    shop.pass(LONG_ENOUGH);
    assertEquals(List.of("Healthy", "Healthy"), shop.health());
    assertEquals(List.of(1200.0), shop.points("FailedRequests", "total", Duration.ofMinutes(1)));
  }

  @Test
  void a_body_that_lacks_the_text_does_not_match() {
    probe(probe -> probe.withObjectProperty("match").put("body", "alive"));
    shop.pass(LONG_ENOUGH);
    assertLog(0, "Body of the backend's HTTP response did not match");
  }

  @Test
  void the_probe_decides_how_soon_a_server_is_unhealthy() {
    probe(probe -> probe.put("interval", 120).put("unhealthyThreshold", 2));
    shop.causes.backends().setListening("10.20.1.4", 8080, false);
    shop.pass(Duration.ofMinutes(2));
    assertEquals(List.of("Healthy", "Healthy"), shop.health());
    shop.pass(Duration.ofMinutes(2));
    assertEquals(List.of("Unhealthy", "Healthy"), shop.health());
  }

  @Test
  void without_a_custom_probe_the_default_one_asks_for_the_root() {
    edit("backendHttpSettingsCollection", setting -> setting.remove("probe"));
    answer(Optional.of("/"), new Answer(500, Duration.ZERO));
    shop.pass(LONG_ENOUGH);
    assertLog(0, "Received:{500}");
  }

  @Test
  void a_name_that_does_not_resolve_has_a_text_of_its_own() {
    edit(
        "backendAddressPools",
        pool -> pool.putArray("backendAddresses").addObject().put("fqdn", "gone.example"));
    shop.pass(LONG_ENOUGH);
    assertEquals(List.of("Unhealthy"), shop.health());
    assertLog(0, "could not create a probe for this backend");
    shop.causes.backends().names().set("gone.example", "10.20.1.4");
    shop.pass(Duration.ofSeconds(30));
    assertEquals(List.of("Healthy"), shop.health());
  }

  @Test
  void an_empty_pool_has_no_servers_and_fails_every_request() {
    edit("backendAddressPools", pool -> pool.putArray("backendAddresses"));
    shop.pass(LONG_ENOUGH);
    assertEquals(0, shop.servers().size());
    assertTrue(shop.servers().isArray());
    assertEquals(List.of(1200.0), shop.points("FailedRequests", "total", Duration.ofMinutes(1)));
  }

  @Test
  void a_pool_that_no_rule_pairs_shows_no_settings() {
    shop.estate.update(
        Shop.GATEWAY,
        gateway -> {
          ArrayNode pools = (ArrayNode) gateway.path("properties").path("backendAddressPools");
          pools
              .addObject()
              .put("name", "spare")
              .put("id", Shop.GATEWAY + "/backendAddressPools/spare");
        });
    JsonNode pools = shop.causes.health().backendHealth(Shop.GATEWAY).path("backendAddressPools");
    assertEquals(2, pools.size());
    assertTrue(pools.at("/1/backendHttpSettingsCollection").isArray());
    assertEquals(0, pools.at("/1/backendHttpSettingsCollection").size());
  }

  @Test
  void without_its_management_ports_everything_is_unknown_while_traffic_flows() {
    shop.estate.remove(
        Shop.GROUP.replace("web-nsg", "gateway-nsg") + "/securityRules/AllowGatewayManager");
    shop.pass(LONG_ENOUGH);
    assertEquals(List.of("Unknown", "Unknown"), shop.health());
    assertLog(0, "could not be retrieved");
    assertLog(0, "65200-65535");
    assertEquals(List.of(0.0), shop.points("FailedRequests", "total", Duration.ofMinutes(1)));
  }

  @Test
  void without_the_platforms_prober_everything_is_unknown_too() {
    shop.putRule(
        """
        {"name":"DenyProber","id":"${group}/securityRules/DenyProber","properties":{"priority":100,
        "direction":"Inbound","access":"Deny","protocol":"*","sourcePortRange":"*",
        "sourceAddressPrefix":"AzureLoadBalancer","destinationAddressPrefix":"*",
        "destinationPortRange":"*"}}
        """
            .replace("${group}", Shop.GROUP.replace("web-nsg", "gateway-nsg")));
    shop.pass(LONG_ENOUGH);
    assertEquals(List.of("Unknown", "Unknown"), shop.health());
    assertLog(0, "could not be retrieved");
    shop.estate.update(Shop.GATEWAY, gateway -> isolate(gateway));
    assertEquals(List.of("Unknown", "Unknown"), shop.health());
  }

  @Test
  void an_isolated_gateway_needs_no_management_traffic() {
    shop.estate.remove(
        Shop.GROUP.replace("web-nsg", "gateway-nsg") + "/securityRules/AllowGatewayManager");
    shop.estate.update(Shop.GATEWAY, gateway -> isolate(gateway));
    assertEquals(List.of("Healthy", "Healthy"), shop.health());
  }

  private static void isolate(ObjectNode gateway) {
    gateway.withObjectProperty("tags").put("EnhancedNetworkControl", "True");
  }

  @Test
  void a_firewall_on_the_machine_looks_like_any_lost_connection() {
    shop.causes.backends().setFirewalled("10.20.1.4", 8080, true);
    shop.pass(LONG_ENOUGH);
    assertEquals(List.of("Unhealthy", "Healthy"), shop.health());
    assertLog(0, "could not connect to the backend");
    shop.causes.backends().setFirewalled("10.20.1.4", 8080, false);
    shop.pass(Duration.ofSeconds(30));
    assertEquals(List.of("Healthy", "Healthy"), shop.health());
  }

  private void assertLog(int server, String phrase) {
    String log = shop.servers().path(server).path("healthProbeLog").asText();
    assertTrue(log.contains(phrase), log);
  }

  private void answer(Optional<String> path, Answer answer) {
    for (String address : List.of("10.20.1.4", "10.20.1.5")) {
      shop.causes.backends().setAnswer(address, 8080, Optional.empty(), path, answer);
    }
  }

  private void probe(Consumer<ObjectNode> change) {
    edit("probes", change);
  }

  private void edit(String collection, Consumer<ObjectNode> change) {
    shop.estate.update(
        Shop.GATEWAY,
        gateway ->
            change.accept(
                (ObjectNode)
                    gateway.path("properties").path(collection).path(0).path("properties")));
  }
}
