package io.gatewayresponder.lab.twin.causes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import org.junit.jupiter.api.Test;

/** What Network Watcher says about connections of the shop's gateway. */
class ConnectivityTest {
  private static final String WEB = "10.20.1.4";

  private final Shop shop = new Shop();

  @Test
  void an_open_way_is_reachable_with_latencies_and_no_issue() {
    JsonNode told = check(WEB, 8080);
    assertEquals("Reachable", told.path("connectionStatus").asText());
    assertEquals(0, told.path("probesFailed").asInt());
    assertEquals(1, told.path("minLatencyInMs").asInt());
    assertEquals("Source", told.at("/hops/0/type").asText());
    assertEquals(Shop.GATEWAY, told.at("/hops/0/resourceId").asText());
    assertEquals(told.at("/hops/1/id").asText(), told.at("/hops/0/nextHopIds/0").asText());
    assertEquals("VnetLocal", told.at("/hops/1/type").asText());
    assertEquals("", issues(told));
  }

  @Test
  void a_rule_in_front_of_the_server_is_named_at_the_server() {
    shop.putRule(
        """
        {"name":"DenyWeb","id":"${group}/securityRules/DenyWeb","properties":{"priority":100,
        "direction":"Inbound","access":"Deny","protocol":"Tcp","sourcePortRange":"*",
        "sourceAddressPrefix":"*","destinationAddressPrefix":"*","destinationPortRange":"8080"}}
        """);
    JsonNode told = check(WEB, 8080);
    assertEquals("Unreachable", told.path("connectionStatus").asText());
    assertEquals(told.path("probesSent"), told.path("probesFailed"));
    assertFalse(told.has("avgLatencyInMs"));
    assertEquals("1 Inbound Error NetworkSecurityRule RuleName=UserRule_DenyWeb", issues(told));
  }

  @Test
  void a_route_that_leads_away_is_told_at_the_gateway() {
    shop.route("gateway", "10.20.1.0/24", "VirtualAppliance");
    assertEquals("0 Outbound Error UserDefinedRoute RouteType=User", issues(check(WEB, 8080)));
  }

  @Test
  void a_route_that_diverts_the_answer_is_told_at_the_server() {
    shop.route("web", "10.20.0.0/24", "VirtualAppliance");
    assertEquals("1 Outbound Error UserDefinedRoute RouteType=User", issues(check(WEB, 8080)));
  }

  @Test
  void an_address_of_no_network_meets_a_default_rule_or_a_system_route() {
    assertEquals(
        "0 Outbound Error NetworkSecurityRule RuleName=DefaultRule_DenyAllOutBound",
        issues(check("10.99.0.1", 80)));
    shop.withoutGroup("gateway");
    assertEquals(
        "0 Outbound Error UserDefinedRoute RouteType=System", issues(check("10.99.0.1", 80)));
  }

  @Test
  void a_name_that_does_not_resolve_is_a_local_fault() {
    assertEquals("0 Local Error DnsResolution", issues(check("gone.example", 8080)));
    shop.causes.backends().names().set("gone.example", WEB);
    assertEquals("", issues(check("gone.example", 8080)));
  }

  @Test
  void a_firewall_on_the_machine_is_told_from_a_port_on_which_nobody_listens() {
    shop.causes.backends().setFirewalled(WEB, 8080, true);
    assertEquals("1 Local Error GuestFirewall", issues(check(WEB, 8080)));
    shop.causes.backends().setListening(WEB, 8080, false);
    assertEquals("1 Local Error Unknown", issues(check(WEB, 8080)));
  }

  @Test
  void the_first_generation_and_a_stopped_gateway_refuse() {
    shop.state("Stopped");
    assertThrows(ArmError.class, () -> check(WEB, 8080));
    shop.state("Running");
    shop.firstGeneration();
    ArmError refused = assertThrows(ArmError.class, () -> check(WEB, 8080));
    assertEquals(400, refused.status());
  }

  private JsonNode check(String destination, int port) {
    return shop.causes.health().connectivity(Shop.GATEWAY, destination, port);
  }

  /** The hop's place, then what it says: one line for all. */
  private static String issues(JsonNode told) {
    StringBuilder words = new StringBuilder();
    for (int hop = 0; hop < told.path("hops").size(); hop++) {
      for (JsonNode issue : told.path("hops").path(hop).path("issues")) {
        words.append(hop);
        for (String field : new String[] {"origin", "severity", "type"}) {
          words.append(' ').append(issue.path(field).asText());
        }
        for (JsonNode entry : issue.path("context")) {
          words.append(' ').append(entry.path("key").asText());
          words.append('=').append(entry.path("value").asText());
        }
      }
    }
    return words.toString();
  }
}
