package io.gatewayresponder.lab.twin.causes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.WebSites;
import io.gatewayresponder.lab.twin.servers.Answer;
import io.gatewayresponder.lab.twin.servers.Backends;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shop's gateway in front of an App Service app, whose host it takes for every request. */
class AppServiceTest {
  private static final String APP = site("shop-app");
  private static final String HOST = "shop-app.azurewebsites.net";
  private static final String SUBNET =
      Estates.SHOP_GATEWAY.replaceFirst(
          "/applicationGateways/.*", "/virtualNetworks/shop-vnet/subnets/gateway");

  private static final Duration PROBES_NOTICE = Duration.ofMinutes(3);

  private final Shop shop = new Shop();
  private final WebSites sites = new WebSites(shop.estate);
  private final Backends backends = shop.causes.backends();

  @BeforeEach
  void put_the_gateway_in_front_of_the_app() {
    sites.create(APP);
    shop.putInFrontOf(HOST, "Https");
    shop.edit(
        "backendHttpSettingsCollection", set -> set.put("pickHostNameFromBackendAddress", true));
    shop.edit("probes", probe -> probe.put("host", HOST));
  }

  @Test
  void an_app_that_is_asked_by_its_own_host_is_healthy_without_anybody_entering_its_name() {
    shop.pass(PROBES_NOTICE);
    assertEquals(List.of("Healthy"), shop.health());
    assertEquals(0, failedRequests());
  }

  @Test
  void a_foreign_host_is_answered_404_to_the_probe_and_fails_the_clients() {
    host("shop.example");
    shop.edit("probes", probe -> probe.put("host", HOST));
    plain();
    shop.pass(PROBES_NOTICE);
    assertEquals(List.of("Healthy"), shop.health());
    assertTrue(failedRequests() > 0);

    shop.edit("probes", probe -> probe.put("host", "shop.example"));
    shop.pass(PROBES_NOTICE);
    assertLog("Expected:{200-399} Received:{404}");
  }

  @Test
  void a_tolerant_front_end_answers_404_to_clients_too() {
    host("shop.example");
    plain();
    backends.setRejectsForeignHosts(HOST, false);
    shop.pass(PROBES_NOTICE);
    assertEquals(0, failedRequests());
  }

  @Test
  void a_client_whose_host_nobody_knows_is_foreign() {
    shop.edit(
        "backendHttpSettingsCollection", set -> set.put("pickHostNameFromBackendAddress", false));
    shop.pass(PROBES_NOTICE);
    assertEquals(List.of("Healthy"), shop.health());
    assertTrue(failedRequests() > 0);
  }

  @Test
  void over_tls_a_foreign_host_meets_the_platforms_certificate() {
    host("shop.example");
    shop.edit("probes", probe -> probe.put("host", "shop.example"));
    shop.pass(PROBES_NOTICE);
    assertLog("The Common Name of the leaf certificate");
  }

  @Test
  void the_first_generation_trusts_the_platform_without_being_told() {
    shop.estate.update(
        Shop.GATEWAY,
        gateway ->
            gateway
                .withObjectProperty("properties")
                .putObject("sku")
                .put("tier", "Standard")
                .put("capacity", 2));
    shop.pass(PROBES_NOTICE);
    assertEquals(List.of("Healthy"), shop.health());
  }

  @Test
  void a_bound_host_is_served_with_a_certificate_of_its_own() {
    host("shop.example");
    shop.edit("probes", probe -> probe.put("host", "shop.example"));
    sites.bind(APP, "shop.example");
    shop.pass(PROBES_NOTICE);
    assertEquals(List.of("Healthy"), shop.health());
    assertEquals(0, failedRequests());
  }

  @Test
  void a_pool_may_hold_the_bound_host_itself() {
    sites.bind(APP, "shop.example");
    shop.putInFrontOf("shop.example", "Https");
    shop.edit("probes", probe -> probe.put("host", "shop.example"));
    shop.pass(PROBES_NOTICE);
    assertEquals(List.of("Healthy"), shop.health());
  }

  @Test
  void a_stopped_app_answers_403_until_it_is_started() {
    sites.setRunning(APP, false);
    shop.pass(PROBES_NOTICE);
    assertLog("Received:{403}");
    sites.setRunning(APP, true);
    shop.pass(PROBES_NOTICE);
    assertEquals(List.of("Healthy"), shop.health());
  }

  @Test
  void a_restriction_that_lets_others_in_keeps_the_gateway_out() {
    sites.restrict(APP, List.of(address("198.18.0.0/15")));
    shop.pass(PROBES_NOTICE);
    assertLog("Received:{403}");
    sites.restrict(APP, List.of(address("198.18.0.0/15,203.0.113.20/32")));
    shop.pass(PROBES_NOTICE);
    assertEquals(List.of("Healthy"), shop.health());
  }

  @Test
  void the_rule_with_the_lowest_number_decides() {
    ObjectNode deny = address("203.0.113.0/24").put("action", "Deny").put("priority", 90);
    sites.restrict(APP, List.of(address("203.0.113.20/32"), deny));
    shop.pass(PROBES_NOTICE);
    assertLog("Received:{403}");
  }

  @Test
  void whoever_no_rule_is_about_may_be_let_in() {
    sites.restrict(APP, List.of(address("198.18.0.0/15").put("action", "Deny")));
    sites.configure(APP, Json.object().put("ipSecurityRestrictionsDefaultAction", "Allow"), false);
    shop.pass(PROBES_NOTICE);
    assertEquals(List.of("Healthy"), shop.health());
  }

  @Test
  void through_a_service_endpoint_only_the_subnets_rule_matches() {
    sites.restrict(APP, List.of(subnet()));
    shop.pass(PROBES_NOTICE);
    assertLog("Received:{403}");

    serviceEndpoint();
    shop.pass(PROBES_NOTICE);
    assertEquals(List.of("Healthy"), shop.health());

    sites.restrict(APP, List.of(address("203.0.113.20/32")));
    shop.pass(PROBES_NOTICE);
    assertLog("Received:{403}");
  }

  @Test
  void an_app_can_be_made_slow_or_broken_like_any_server() {
    backends.setAnswer(
        HOST, 443, Optional.empty(), Optional.of("/health"), new Answer(500, Duration.ZERO));
    shop.pass(PROBES_NOTICE);
    assertLog("Received:{500}");
    backends.setListening(HOST, 443, false);
    shop.pass(PROBES_NOTICE);
    assertLog("could not connect to the backend");
  }

  @Test
  void a_name_taken_out_of_the_dns_does_not_resolve_until_it_is_restored() {
    backends.names().remove(HOST);
    shop.pass(PROBES_NOTICE);
    assertLog("could not create a probe for this backend");
    backends.names().restore(HOST);
    shop.pass(PROBES_NOTICE);
    assertEquals(List.of("Healthy"), shop.health());
  }

  @Test
  void api_management_answers_at_its_status_address_and_nowhere_else() {
    String apis = "shop-apis.azure-api.net";
    shop.putInFrontOf(apis, "Https");
    shop.edit("probes", probe -> probe.put("host", apis).put("path", "/"));
    shop.pass(PROBES_NOTICE);
    assertLog("Received:{404}");
    shop.edit("probes", probe -> probe.put("path", "/status-0123456789abcdef"));
    shop.pass(PROBES_NOTICE);
    assertEquals(List.of("Healthy"), shop.health());
  }

  private void host(String name) {
    shop.edit(
        "backendHttpSettingsCollection",
        set -> set.put("pickHostNameFromBackendAddress", false).put("hostName", name));
  }

  private void plain() {
    shop.edit("backendHttpSettingsCollection", set -> set.put("protocol", "Http").put("port", 80));
    shop.edit("probes", probe -> probe.put("protocol", "Http"));
  }

  private void serviceEndpoint() {
    ObjectNode gatewaySubnet = shop.estate.find(SUBNET).orElseThrow();
    Json.properties(gatewaySubnet)
        .putArray("serviceEndpoints")
        .addObject()
        .put("service", "Microsoft.Web");
    shop.estate.putChild(gatewaySubnet);
  }

  private static ObjectNode address(String ranges) {
    return rule().put("ipAddress", ranges);
  }

  private static ObjectNode subnet() {
    return rule().put("vnetSubnetResourceId", SUBNET);
  }

  private static ObjectNode rule() {
    return Json.object().put("action", "Allow").put("priority", 100).put("name", "gateway");
  }

  private double failedRequests() {
    return shop.points("FailedRequests", "total", Duration.ofMinutes(1)).get(0);
  }

  private void assertLog(String phrase) {
    assertEquals(List.of("Unhealthy"), shop.health());
    String log = shop.servers().path(0).path("healthProbeLog").asText();
    assertTrue(log.contains(phrase), log);
  }

  private static String site(String name) {
    return Estates.SHOP_GATEWAY.replaceFirst(
        "/Microsoft.Network/.*", "/Microsoft.Web/sites/" + name);
  }
}
