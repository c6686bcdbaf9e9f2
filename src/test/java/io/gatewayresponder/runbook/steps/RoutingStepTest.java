package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.evidence.Shop.EDGE_NSG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Samples;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.runbook.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutingStepTest extends StepExamples<Routing> {
  private static final String MAP = Shop.GATEWAY + "/urlPathMaps/by-path";

  RoutingStepTest() {
    super(new RoutingStep(), GATEWAY);
  }

  @Override
  void examples() {
    example("3.1", "HTTP on 443", listener("Http", 443));
    example("3.3", "HTTPS on 443", listener("Https", 443));
    example("3.1", "HTTPS on 80", listener("Https", 80));
    example("3.3", "HTTP on 80", listener("Http", 80));
    example("3.3", "HTTP on a port of one's own", listener("Http", 4443));
    example("3.3", "layer 4 on 443", listener("Tcp", 443));

    example("3.1", "a public front end, and only the default rules", open());
    example("3.3", "a private front end, and only the default rules", new Shop());
    example("3.3", "the Internet gets in", open("in 200 Inbound Allow Tcp Internet * 80"));
    example("3.3", "everyone gets in", open("in 200 Inbound Allow * * * *"));
    example("3.3", "some clients get in", open("in 200 Inbound Allow Tcp 203.0.113.0/24 * 80"));
    example("3.3", "a tag gets in", open("in 200 Inbound Allow Tcp AzureFrontDoor.Backend * 80"));
    example("3.3", "private clients", open("in 200 Inbound Allow Tcp 10.0.0.0/8 10.0.0.0/24 80"));
    example("3.3", "into the front end", open("in 200 Inbound Allow Tcp * 198.51.100.4 80"));
    example("3.1", "another port is open", open("in 200 Inbound Allow Tcp Internet * 443"));
    example("3.1", "another protocol is open", open("in 200 Inbound Allow Udp Internet * 80"));
    example(
        "3.1",
        "only the platform gets in",
        open(
            "manager 200 Inbound Allow Tcp GatewayManager * *",
            "balancer 201 Inbound Allow * AzureLoadBalancer * *"));
    String allow = "in 200 Inbound Allow Tcp Internet * 80";
    example("3.1", "a Deny before", open(allow, "out 199 Inbound Deny Tcp Internet * 80"));
    example("3.1", "a Deny for the subnet", open(allow, "out 199 Inbound Deny * * 10.0.0.0/24 *"));
    example("3.3", "a Deny after", open(allow, "out 201 Inbound Deny Tcp Internet * 80"));
    example("3.3", "a Deny of some", open(allow, "out 199 Inbound Deny * 203.0.113.0/24 * *"));
    example("3.3", "a Deny of a tag", open(allow, "out 199 Inbound Deny * AzureCloud * *"));
    example("3.3", "a Deny elsewhere", open(allow, "out 199 Inbound Deny * * 10.0.0.0/25 *"));
    example("3.3", "a Deny on the way out", open(allow, "out 199 Outbound Deny * * * *"));
    example(
        "3.3",
        "a Deny for the subnet, but the rules see the front ends' addresses",
        shared(open(allow, "out 199 Inbound Deny * * 10.0.0.0/24 *")));
    example(
        "3.3", "the group cannot be read", open().sight().unreadable(EDGE_NSG, Look.Why.FORBIDDEN));

    example("3.2", "a rule by path without a map", byPath(null));
    example("3.2", "a rule by path whose map is missing", byPath("{'name':'other'}"));
    example("3.2", "the default names no pool", byPath(map("", "'none':{}")));
    example("3.2", "the default's pool is missing", byPath(map("", to("default", "gone"))));
    example("3.2", "the default's pool is empty", byPath(map("", to("default", "empty"))));
    example("3.2", "an entry's pool is missing", byPath(map(entry("gone"), to("default", "web"))));
    example("3.3", "an empty entry is told by 1b", byPath(map(entry("empty"), web())));
    example("3.3", "a whole map", byPath(map(entry("web"), web())));
    example(
        "3.3",
        "a map that redirects",
        byPath(map("", "'defaultRedirectConfiguration':{'id':'/redirectConfigurations/up'}")));

    example("3.x1", "a rule without a pool", rule(rule -> rule.remove("backendAddressPool")));
    example("3.x1", "a rule without a setting", rule(rule -> rule.remove("backendHttpSettings")));
    example(
        "3.x1",
        "a rule whose pool is missing",
        rule(rule -> rule.putObject("backendAddressPool").put("id", "/backendAddressPools/gone")));
    example("3.3", "a rule that redirects", rule(RoutingStepTest::redirect));
    example("3.x2", "no listener", rule(rule -> rule.remove("httpListener")));
    example(
        "3.x3",
        "no rule",
        new Shop().gateway(properties -> properties.putArray("requestRoutingRules")));
    example(
        "3.x4",
        "the gateway cannot be read",
        new Shop().sight().unreadable(Shop.GATEWAY, Look.Why.TIMED_OUT));
  }

  @Test
  void each_wrong_thing_is_a_subject_with_facts_of_its_own() {
    Shop shop = byPath(map(entry("gone"), to("default", "empty")));
    shop.gateway(
        properties ->
            ((ObjectNode) properties.at("/httpListeners/0/properties")).put("protocol", "Https"));
    RoutingStep step = new RoutingStep();
    List<Subject> subjects = step.subjects(shop.sight(), GATEWAY);
    assertEquals(List.of(new Subject.Listener("shop"), new Subject.PathMap("by-path")), subjects);
    Map<String, String> facts =
        step.look(shop.sight(), subjects.get(1)).map(Routing::facts).asFound().orElseThrow();
    assertEquals("every other path, /pay/*", facts.get("path"));
    assertEquals("empty, gone", facts.get("pool"));
    assertEquals("the pool has no target, the pool is missing", facts.get("fault"));
    assertTrue(!facts.containsKey("listener"), facts.toString());
  }

  @Test
  void the_rule_that_keeps_clients_out_is_named() {
    Map<String, String> facts =
        Routing.look(open().sight()).map(Routing::facts).asFound().orElseThrow();
    assertEquals("DenyAllInBound", facts.get("rule"));
    assertEquals(EDGE_NSG + "/defaultSecurityRules/DenyAllInBound", facts.get("ruleId"));
    assertEquals("80", facts.get("port"));
  }

  @Test
  void a_listener_can_be_wrong_in_two_ways() {
    Shop shop = open();
    shop.gateway(
        properties -> ((ObjectNode) properties.at("/frontendPorts/0/properties")).put("port", 443));
    Map<String, String> facts =
        Routing.look(shop.sight()).map(Routing::facts).asFound().orElseThrow();
    assertEquals("protocol and port contradict each other, no client gets in", facts.get("fault"));
    assertEquals("DenyAllInBound", facts.get("rule"));
    // Two listeners behind one rule are one cause; this one is wrong by itself.
    assertFalse(facts.containsKey("ruleId"), facts::toString);
  }

  @Test
  void what_could_not_be_read_is_said() {
    FakeSight sight = open().sight().unreadable(EDGE_NSG, Look.Why.FORBIDDEN);
    List<String> sentences =
        Routing.look(sight).map(Routing::couldNotCheck).asFound().orElseThrow();
    assertEquals(1, sentences.size());
    assertTrue(sentences.get(0).contains("port 80") && sentences.get(0).contains("edge-nsg"));
  }

  @Test
  void recorded_gateways_are_wired_as_they_should_be() {
    for (JsonNode document : Samples.all("gateways")) {
      Routing routing = Routing.look(FakeSight.of(document)).asFound().orElseThrow();
      assertEquals(List.of(), routing.wrong(), document.path("name").asText());
    }
    for (JsonNode document : Samples.all("gateway-exports")) {
      Routing routing = Routing.look(FakeSight.of(document)).asFound().orElseThrow();
      assertEquals(List.of(), routing.wrong());
      assertTrue(routing.rules() > 0);
    }
  }

  private static Shop listener(String protocol, int port) {
    return new Shop()
        .gateway(
            properties -> {
              ((ObjectNode) properties.at("/frontendPorts/0/properties")).put("port", port);
              ((ObjectNode) properties.at("/httpListeners/0/properties")).put("protocol", protocol);
            });
  }

  /** A public front end, and these rules for its subnet. */
  private static Shop open(String... rules) {
    Shop shop =
        new Shop()
            .gateway(
                properties ->
                    ((ObjectNode) properties.at("/frontendIPConfigurations/0"))
                        .putObject("properties")
                        .putObject("publicIPAddress")
                        .put("id", Shop.NETWORK + "/publicIPAddresses/shop-ip"));
    for (String rule : rules) {
      shop.addRule(EDGE_NSG, rule);
    }
    return shop;
  }

  /** A private listener on the port that the public one has. */
  private static Shop shared(Shop shop) {
    return shop.gateway(
        properties -> {
          properties
              .withArray("frontendIPConfigurations")
              .add(Shop.json("{'name':'private','properties':{'privateIPAddress':'10.0.0.9'}}"));
          properties
              .withArray("httpListeners")
              .add(
                  Shop.json(
                      """
                      {'name':'private','properties':{'protocol':'Http',
                        'frontendIPConfiguration':{'id':'/frontendIPConfigurations/private'},
                        'frontendPort':{'id':'/frontendPorts/port-80'}}}
                      """));
        });
  }

  private static Shop rule(java.util.function.Consumer<ObjectNode> change) {
    return new Shop()
        .gateway(
            properties ->
                change.accept((ObjectNode) properties.at("/requestRoutingRules/0/properties")));
  }

  private static void redirect(ObjectNode rule) {
    rule.remove("backendAddressPool");
    rule.remove("backendHttpSettings");
    rule.putObject("redirectConfiguration").put("id", "/redirectConfigurations/up");
  }

  /** The rule is by path, with this map; beside {@code web} there is a pool without servers. */
  private static Shop byPath(@org.jspecify.annotations.Nullable String map) {
    Shop shop =
        rule(
            rule -> {
              rule.put("ruleType", "PathBasedRouting");
              rule.remove("backendAddressPool");
              rule.remove("backendHttpSettings");
              if (map != null) {
                rule.putObject("urlPathMap").put("id", MAP);
              }
            });
    return shop.gateway(
        properties -> {
          properties
              .withArray("backendAddressPools")
              .add(Shop.json("{'name':'empty','properties':{'backendAddresses':[]}}"));
          if (map != null) {
            properties.putArray("urlPathMaps").add(Shop.json(map));
          }
        });
  }

  private static String map(String entries, String defaults) {
    return "{'name':'by-path','properties':{'pathRules':[" + entries + "]," + defaults + "}}";
  }

  private static String web() {
    return to("default", "web");
  }

  private static String entry(String pool) {
    return "{'name':'pay','properties':{'paths':['/pay/*']," + to("", pool) + "}}";
  }

  private static String to(String prefix, String pool) {
    String first = prefix.isEmpty() ? "b" : prefix + "B";
    return "'%sackendAddressPool':{'id':'/p/%s'},'%sackendHttpSettings':{'id':'/s/web-http'}"
        .formatted(first, pool, first);
  }
}
