package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.GatewayMetrics.Point;
import io.gatewayresponder.evidence.GatewayMetrics.Series;
import io.gatewayresponder.evidence.Shop;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Family E, rules and path maps: evidence in, changes out. */
class RoutingPlanTest {
  private static final String POOL = Shop.GATEWAY + "/backendAddressPools/";
  private static final String SETTING = Shop.GATEWAY + "/backendHttpSettingsCollection/";
  private static final String RULE = "requestRoutingRules[all].";
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void a_rule_without_a_pool_gets_the_only_one_and_keeps_its_setting() {
    Mending shop = new Mending(rule(rule -> rule.remove("backendAddressPool")));
    Option lead = shop.option("LeadRule");
    assertEquals("LeadRule:all", lead.id());
    assertTrue(lead.recommended());
    assertEquals(
        List.of(RULE + "backendAddressPool.id: null -> " + lower(POOL + "web")),
        Mending.differences(lead));
    assertTrue(lead.parameters().get(0).reason().contains("no rule leads to it"));
    shop.assertMends(lead, "3.x1 routing rule all");
  }

  @Test
  void a_rule_without_a_setting_keeps_its_pool() {
    Mending shop = new Mending(rule(rule -> rule.remove("backendHttpSettings")));
    Option lead = shop.option("LeadRule");
    assertEquals(
        List.of(RULE + "backendHttpSettings.id: null -> " + lower(SETTING + "web-http")),
        Mending.differences(lead));
    shop.assertMends(lead, "3.x1 routing rule all");
  }

  @Test
  void what_was_probed_an_hour_ago_speaks_for_itself() {
    Shop broken = second(rule(rule -> rule.remove("backendAddressPool")));
    Mending silent = new Mending(broken);
    assertEquals("web", value(silent.option("LeadRule"), "pool"));
    assertFalse(silent.option("LeadRule").recommended(), "two pools, and nothing tells them apart");
    Mending told = new Mending(broken, sight -> sight.metrics(hosts("API~Web-Http", 2)));
    Option lead = told.option("LeadRule");
    assertEquals("api", value(lead, "pool"));
    assertEquals("web-http", value(lead, "setting"));
    assertTrue(lead.parameters().get(0).reason().contains("within the last hour"));
    assertTrue(lead.recommended());
    told.assertMends(lead, "3.x1 routing rule all");
  }

  @Test
  void a_pair_that_never_had_servers_tells_nothing() {
    Shop broken = second(rule(rule -> rule.remove("backendAddressPool")));
    Mending told = new Mending(broken, sight -> sight.metrics(hosts("api~web-http", 0)));
    assertEquals("web", value(told.option("LeadRule"), "pool"));
  }

  @Test
  void a_person_chooses_among_pools_that_have_servers() {
    Shop broken = second(rule(rule -> rule.remove("backendAddressPool")));
    Mending shop = new Mending(broken);
    Parameter pool = shop.option("LeadRule").parameters().get(0);
    assertEquals(List.of("web", "api"), pool.choices());
    assertEquals("api", value(shop.answered("LeadRule", "pool", "api"), "pool"));
    for (String wrong : List.of("empty", "gone", "web/../x", "", "api,web")) {
      assertTrue(pool.complaint(wrong).isPresent(), wrong);
      assertEquals("web", value(shop.answered("LeadRule", "pool", wrong), "pool"));
    }
  }

  @Test
  void a_redirect_needs_no_pool_and_no_servers_leave_nowhere_to_lead_to() {
    Shop empty =
        rule(rule -> rule.remove("backendAddressPool"))
            .gateway(
                properties ->
                    ((ObjectNode) properties.at("/backendAddressPools/0/properties"))
                        .putArray("backendAddresses"));
    assertFalse(new Mending(empty).resolutions().contains("LeadRule"));
    assertTrue(new Mending(empty).resolutions().contains("GuideRouting"));
  }

  @Test
  void a_rule_by_path_without_its_map_serves_all_paths_alike() {
    Mending shop = new Mending(byPath("gone"));
    Option lead = shop.option("LeadRule");
    assertTrue(lead.recommended());
    assertEquals(
        Stream.of(
                RULE + "ruleType: PathBasedRouting -> Basic",
                RULE + "urlPathMap.id: " + lower(Shop.GATEWAY + "/urlPathMaps/gone") + " -> null",
                RULE + "backendAddressPool.id: null -> " + lower(POOL + "web"),
                RULE + "backendHttpSettings.id: null -> " + lower(SETTING + "web-http"))
            .sorted()
            .toList(),
        Mending.differences(lead).stream().sorted().toList());
    assertTrue(lead.sideEffects().toString().contains("paths"));
    shop.assertMends(lead, "3.2 routing rule all");
  }

  @Test
  void a_map_that_no_rule_uses_keeps_the_paths() {
    Mending shop = new Mending(map(byPath("gone"), "", to("default", "web", "web-http")));
    Option use = shop.option("UsePathMap");
    assertTrue(use.recommended());
    assertFalse(shop.option("LeadRule").recommended());
    assertEquals(
        List.of(
            RULE
                + "urlPathMap.id: "
                + lower(Shop.GATEWAY + "/urlPathMaps/gone")
                + " -> "
                + lower(Shop.GATEWAY + "/urlPathMaps/by-path")),
        Mending.differences(use));
    shop.assertMends(use, "3.2 routing rule all");
  }

  @Test
  void a_default_to_a_pool_that_nobody_filled_goes_where_other_paths_go() {
    Mending shop = new Mending(second(emptyDefault()));
    Option lead = shop.option("LeadPaths");
    assertTrue(lead.recommended());
    assertEquals("LeadPaths:by-path", lead.id());
    assertEquals("api", value(lead, "pool"), "no rule leads there");
    assertEquals(
        List.of(
            "urlPathMaps[by-path].defaultBackendAddressPool.id: "
                + lower(POOL + "empty")
                + " -> "
                + lower(POOL + "api")),
        Mending.differences(lead));
    shop.assertMends(lead, "3.2 path map by-path");
    Option same = new Mending(emptyDefault()).option("LeadPaths");
    assertEquals("web", value(same, "pool"));
    assertTrue(same.parameters().get(0).reason().contains("other paths of the same map"));
  }

  @Test
  void a_default_whose_pool_had_servers_lately_wants_them_back() {
    Mending shop = new Mending(emptyDefault(), sight -> sight.metrics(hosts("empty~web-http", 2)));
    Option lead = shop.option("LeadPaths");
    assertFalse(lead.recommended());
    assertTrue(lead.guidance().get(0).contains("filling it again"));
  }

  @Test
  void places_of_one_map_have_questions_of_their_own() {
    Shop broken =
        map(
            second(byPath("by-path")),
            entry("pay", "gone", "web-http")
                + ","
                + entry("cart", "web", "web-http")
                + ","
                + entry("search", "api", "gone"),
            "'none':{}");
    Mending shop = new Mending(broken);
    Option lead = shop.option("LeadPaths");
    assertEquals(
        List.of("pool", "setting", "pool-pay", "setting-pay", "pool-search", "setting-search"),
        lead.parameters().stream().map(Parameter::name).toList());
    assertEquals("api", value(lead, "pool-search"), "the pool that the entry names is kept");
    assertTrue(
        Mending.differences(lead).stream().noneMatch(one -> one.contains("[cart]")),
        Mending.differences(lead).toString());
    shop.assertMends(lead, "3.2 path map by-path");
    Option other = shop.answered("LeadPaths", "pool-pay", "api");
    assertTrue(
        Mending.differences(other)
            .contains(
                "urlPathMaps[by-path].pathRules[pay].backendAddressPool.id: "
                    + lower(POOL + "gone")
                    + " -> "
                    + lower(POOL + "api")));
  }

  @Test
  void a_gateway_without_rules_gets_one() {
    Mending shop =
        new Mending(new Shop().gateway(properties -> properties.putArray("requestRoutingRules")));
    Option add = shop.option("AddRule");
    assertTrue(add.recommended());
    assertEquals(
        Json.of(
            """
            {
              'name': 'rule-shop',
              'id': '%1$s/requestRoutingRules/rule-shop',
              'properties': {
                'ruleType': 'Basic',
                'priority': 100,
                'httpListener': {'id': '%1$s/httpListeners/shop'},
                'backendAddressPool': {'id': '%1$s/backendAddressPools/web'},
                'backendHttpSettings': {'id': '%1$s/backendHttpSettingsCollection/web-http'}
              }
            }
            """
                .formatted(Shop.GATEWAY)),
        Objects.requireNonNull(add.changes().get(0).after())
            .at("/properties/requestRoutingRules/0"));
    shop.assertMends(add, "3.x3 gateway");
  }

  private static Shop emptyDefault() {
    return map(
        byPath("by-path"), entry("pay", "web", "web-http"), to("default", "empty", "web-http"));
  }

  private static Shop rule(Consumer<ObjectNode> change) {
    return new Shop()
        .gateway(
            properties ->
                change.accept((ObjectNode) properties.at("/requestRoutingRules/0/properties")));
  }

  /** A second pool with a server. */
  private static Shop second(Shop shop) {
    return shop.gateway(
        properties ->
            properties
                .withArray("backendAddressPools")
                .add(
                    Shop.json(
                        "{'name':'api','properties':{'backendAddresses':[{'ipAddress':'10.0.1.9'}]}}")));
  }

  private static Shop byPath(String map) {
    return rule(rule -> {
          rule.put("ruleType", "PathBasedRouting");
          rule.remove("backendAddressPool");
          rule.remove("backendHttpSettings");
          rule.putObject("urlPathMap").put("id", Shop.GATEWAY + "/urlPathMaps/" + map);
        })
        .gateway(
            properties ->
                properties
                    .withArray("backendAddressPools")
                    .add(Shop.json("{'name':'empty','properties':{'backendAddresses':[]}}")));
  }

  private static Shop map(Shop shop, String entries, String defaults) {
    return shop.gateway(
        properties ->
            properties
                .putArray("urlPathMaps")
                .add(
                    Shop.json(
                        "{'name':'by-path','properties':{'pathRules':[%s],%s}}"
                            .formatted(entries, defaults))));
  }

  private static String entry(String name, String pool, String setting) {
    return "{'name':'%s','properties':{'paths':['/%s/*'],%s}}"
        .formatted(name, name, to("", pool, setting));
  }

  private static String to(String prefix, String pool, String setting) {
    String first = prefix.isEmpty() ? "b" : prefix + "B";
    return "'%sackendAddressPool':{'id':'%s'},'%sackendHttpSettings':{'id':'%s'}"
        .formatted(first, POOL + pool, first, SETTING + setting);
  }

  private static GatewayMetrics hosts(String pair, double hosts) {
    return new GatewayMetrics(
        List.of(
            new Series(
                "HealthyHostCount",
                pair,
                "Count",
                List.of(new Point(NOW.minusSeconds(1200), hosts)))));
  }

  private static String value(Option option, String parameter) {
    return option.parameters().stream()
        .filter(one -> one.name().equals(parameter))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static String lower(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
