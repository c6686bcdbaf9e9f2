package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.AccessLogs;
import io.gatewayresponder.evidence.DiagnosticSettings;
import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.evidence.WebApps;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Family D: evidence in, changes out. */
class PoolPlanTest {
  private static final ResourceId LOGS =
      ResourceId.of(Shop.GROUP + "/providers/Microsoft.OperationalInsights/workspaces/logs");

  @Test
  void an_empty_pool_asks_for_its_servers_and_guesses_none() {
    Option fill = new Mending(emptied()).option("FillPool");
    assertEquals("FillPool:web", fill.id());
    assertTrue(fill.asks());
    assertFalse(fill.writes() || fill.recommended());
    assertTrue(fill.parameters().get(0).reason().contains("nothing that was seen"));
  }

  @Test
  void what_a_person_enters_is_written_as_addresses_and_names() {
    Mending shop = new Mending(emptied());
    Option fill = shop.answered("FillPool", "servers", " 10.0.1.4 ,shop.example");
    assertTrue(fill.recommended());
    assertEquals(
        Json.of("[{'ipAddress': '10.0.1.4'}, {'fqdn': 'shop.example'}]"),
        pool(fill, 0).path("backendAddresses"));
    assertEquals(1, fill.cures().size());
    assertEquals("1b.4", fill.cures().get(0).row());
    shop.assertWritesAndUndoes(
        fill, () -> assertFalse(shop.resolutions().contains("FillPool"), "it has servers now"));
  }

  @Test
  void hostile_servers_never_reach_a_change() {
    Mending shop = new Mending(emptied());
    Parameter servers = shop.option("FillPool").parameters().get(0);
    for (String wrong :
        List.of(
            "10.0.0.0/24",
            "300.1.1.1",
            "http://x",
            "a b",
            "x\",\"y",
            "",
            ",",
            "-a.example",
            "a,a")) {
      assertTrue(servers.complaint(wrong).isPresent(), wrong);
      assertFalse(shop.answered("FillPool", "servers", wrong).writes(), wrong);
    }
    assertTrue(servers.complaint(many(100)).isEmpty());
    assertTrue(servers.complaint(many(101)).isPresent());
  }

  @Test
  void the_list_is_extended_and_never_replaced() {
    ObjectNode pool =
        Shop.json(
            """
            {'backendAddresses':[{'ipAddress':'10.0.1.4','fieldOfNextYear':1}],
             'backendIPConfigurations':[{'id':'/nic'}]}
            """);
    FillPool.extend(pool, "10.0.1.5, 10.0.1.4, SHOP.example, shop.example");
    assertEquals(
        Shop.json(
            """
            {'backendAddresses':[{'ipAddress':'10.0.1.4','fieldOfNextYear':1},
               {'ipAddress':'10.0.1.5'},{'fqdn':'SHOP.example'}],
             'backendIPConfigurations':[{'id':'/nic'}]}
            """),
        pool);
  }

  @Test
  void the_access_log_tells_the_servers_of_the_last_hour() {
    Mending shop =
        logged(
            emptied(),
            routed("WEB", "10.0.1.5:8080"),
            routed("web", "10.0.1.4:8080"),
            routed("web", ""),
            routed("web", "20.1.2.3:443"),
            routed("other", "10.0.9.9:80"));
    Option fill = shop.option("FillPool");
    assertTrue(fill.recommended());
    assertEquals("10.0.1.4, 10.0.1.5", fill.parameters().get(0).value());
    assertTrue(fill.parameters().get(0).reason().contains("access log"));
    shop.assertWritesAndUndoes(fill, () -> {});
  }

  @Test
  void an_app_is_told_by_the_name_that_the_setting_sends() {
    Shop shop = emptied().setting(one -> one.put("hostName", "shop.azurewebsites.net"));
    WebApps apps =
        new WebApps(
            Shop.json(
                """
                {'value':[{'properties':{'defaultHostName':'other.azurewebsites.net'}},
                  {'properties':{'defaultHostName':'Shop.azurewebsites.net'}}]}
                """));
    Option fill = new Mending(shop, sight -> sight.webApps(apps)).option("FillPool");
    assertEquals("Shop.azurewebsites.net", fill.parameters().get(0).value());
    assertTrue(new Mending(shop).option("FillPool").asks(), "no such app is known");
  }

  @Test
  void a_pool_that_had_servers_an_hour_ago_is_the_one_to_fill() {
    Mending shop =
        new Mending(
            emptied(),
            sight ->
                sight.metrics(
                    new GatewayMetrics(
                        List.of(
                            new GatewayMetrics.Series(
                                "HealthyHostCount",
                                "web~web-http",
                                "Count",
                                List.of(
                                    new GatewayMetrics.Point(
                                        Instant.parse("2026-11-23T09:40:00Z"), 2)))))));
    assertTrue(shop.option("FillPool").recommended());
    assertTrue(shop.option("FillPool").asks());
  }

  @Test
  void each_empty_pool_has_an_option_and_one_that_no_rule_uses_has_words() {
    Mending shop = new Mending(second(emptied()));
    List<Option> fills =
        shop.options().stream().filter(one -> one.resolution().equals("FillPool")).toList();
    assertEquals(List.of("FillPool:web", "FillPool:api"), fills.stream().map(Option::id).toList());
    assertTrue(fills.get(0).guidance().toString().contains("No rule uses pool left-over"));
    Option one =
        shop.options(Answers.to("FillPool:web", Map.of("servers", "10.0.1.4"))).stream()
            .filter(option -> option.id().equals("FillPool:web"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        List.of(new Cure("1b.4", "pool web", List.of("web~web-http"))),
        one.cures(),
        "the other pool is empty still");
  }

  @Test
  void a_maps_default_can_pass_the_empty_pool_by() {
    Shop shop = second(new Shop());
    shop.gateway(
        properties -> {
          properties
              .putArray("urlPathMaps")
              .add(
                  Shop.json(
                      """
                      {'name':'by-path','properties':{
                        'defaultBackendAddressPool':{'id':'/p/api'},
                        'defaultBackendHttpSettings':{'id':'/s/web-http'},'pathRules':[]}}
                      """));
          ObjectNode rule = (ObjectNode) properties.at("/requestRoutingRules/1/properties");
          rule.remove("backendAddressPool");
          rule.remove("backendHttpSettings");
          rule.put("ruleType", "PathBasedRouting")
              .putObject("urlPathMap")
              .put("id", Shop.GATEWAY + "/urlPathMaps/by-path");
        });
    Mending mending = new Mending(shop);
    Option lead = mending.option("LeadPastEmptyPool");
    assertTrue(lead.recommended());
    assertEquals(
        List.of(
            "urlPathMaps[by-path].defaultBackendAddressPool.id: /p/api -> "
                + (Shop.GATEWAY + "/backendAddressPools/web").toLowerCase(Locale.ROOT)),
        Mending.differences(lead).stream().filter(one -> one.contains("AddressPool")).toList());
    mending.assertWritesAndUndoes(
        lead, () -> assertFalse(mending.resolutions().contains("LeadPastEmptyPool")));
  }

  @Test
  void a_gateway_without_pools_gets_one() {
    Shop shop = new Shop().health("{'backendAddressPools':[]}");
    shop.gateway(
        properties -> {
          properties.putArray("backendAddressPools");
          properties.putArray("requestRoutingRules");
        });
    Mending mending = new Mending(shop);
    assertTrue(mending.causes().contains("1b.5 gateway"), mending.causes().toString());
    assertTrue(mending.option("AddPool").asks());
    Option add = mending.answered("AddPool", "servers", "10.0.1.4");
    assertEquals(Json.of("[{'ipAddress': '10.0.1.4'}]"), pool(add, 0).path("backendAddresses"));
    mending.assertWritesAndUndoes(
        add, () -> assertFalse(mending.resolutions().contains("AddPool")));
  }

  private static String many(int servers) {
    return IntStream.rangeClosed(1, servers)
        .mapToObj(i -> "10.0.1." + i)
        .collect(Collectors.joining(","));
  }

  private static Shop emptied() {
    Shop shop = new Shop();
    shop.gateway(
        properties ->
            ((ObjectNode) properties.at("/backendAddressPools/0/properties"))
                .putArray("backendAddresses"));
    return shop.servers("web", "web-http");
  }

  /** A second pool without servers that a rule uses, and a third that none does. */
  private static Shop second(Shop shop) {
    shop.gateway(
        properties -> {
          for (String name : List.of("api", "left-over")) {
            properties
                .withArray("backendAddressPools")
                .add(
                    Shop.json(
                        "{'name':'%s','properties':{'backendAddresses':[]}}".formatted(name)));
          }
          ObjectNode rule = properties.at("/requestRoutingRules/0").deepCopy();
          rule.put("name", "api")
              .withObject("/properties")
              .put("priority", 200)
              .putObject("backendAddressPool")
              .put("id", Shop.GATEWAY + "/backendAddressPools/api");
          properties.withArray("requestRoutingRules").add(rule);
        });
    return shop.servers("api", "web-http");
  }

  private static Mending logged(Shop shop, AccessLogs.Group... groups) {
    DiagnosticSettings settings =
        new DiagnosticSettings(
            Shop.json(
                """
                {'value':[{'properties':{'workspaceId':'%s',
                  'logs':[{'category':'ApplicationGatewayAccessLog','enabled':true}]}}]}
                """
                    .formatted(LOGS)));
    return new Mending(
        shop,
        (FakeSight sight) ->
            sight.diagnosticSettings(settings).accessLogs(LOGS, new AccessLogs(List.of(groups))));
  }

  private static AccessLogs.Group routed(String pool, String server) {
    return new AccessLogs.Group("AGWAccessLogs", 0, "", "", server, pool, "web-http", 0, 40);
  }

  private static JsonNode pool(Option option, int index) {
    return Objects.requireNonNull(option.changes().get(0).after())
        .at("/properties/backendAddressPools/" + index + "/properties");
  }
}
