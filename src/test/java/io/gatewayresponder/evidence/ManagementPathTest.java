package io.gatewayresponder.evidence;

import static io.gatewayresponder.evidence.Shop.EDGE_NSG;
import static io.gatewayresponder.evidence.Shop.NETWORK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementPathTest {
  private static final ResourceId TABLE = ResourceId.of(NETWORK + "/routeTables/edge-routes");

  private final Shop shop = new Shop();

  @BeforeEach
  void begin_without_custom_rules() {
    shop.document(EDGE_NSG).withObject("/properties").withArray("securityRules").removeAll();
  }

  @Test
  void a_rule_for_the_whole_range_lets_management_through() {
    allow("65200-65535");
    ManagementPath path = look();
    assertFalse(path.isRefused() || path.isLedAway() || path.isUndecided(), path::toString);
    assertEquals("65200-65535", path.ports());
  }

  @Test
  void without_a_group_everything_gets_through() {
    shop.subnet(0, subnet -> subnet.remove("networkSecurityGroup"));
    assertFalse(look().isRefused() || look().isUndecided());
  }

  @Test
  void the_default_rules_alone_keep_gateway_manager_out_and_let_the_prober_in() {
    ManagementPath path = look();
    assertEquals(
        "DenyAllInBound", path.gatewayManager().orElseThrow().rule().name(), path::toString);
    assertEquals(
        EDGE_NSG + "/defaultSecurityRules/DenyAllInBound",
        path.gatewayManager().orElseThrow().ruleId());
    assertFalse(path.keepsLoadBalancerOut());
  }

  @ParameterizedTest
  @CsvSource({"65200-65534,65535", "65201-65535,65200", "65503-65534,65200"})
  void a_range_that_is_too_short_by_one_port_is_refused_there(String allowed, int refused) {
    allow(allowed);
    assertEquals(refused, look().gatewayManager().orElseThrow().port());
  }

  @Test
  void two_rules_may_share_the_range() {
    allow("65200-65400");
    shop.addRule(EDGE_NSG, "more 410 Inbound Allow * Internet * 65401-65535");
    assertFalse(look().isRefused());
  }

  @Test
  void a_deny_of_one_port_in_the_middle_counts() {
    allow("65200-65535");
    shop.addRule(EDGE_NSG, "no-65300 200 Inbound Deny * * * 65300");
    ManagementPath path = look();
    assertEquals("no-65300", path.gatewayManager().orElseThrow().rule().name());
    assertEquals(65300, path.gatewayManager().orElseThrow().port());
    assertEquals("no-65300", path.loadBalancer().orElseThrow().rule().name());
  }

  @Test
  void the_first_generation_needs_fewer_ports() {
    allow("65503-65534");
    assertTrue(look().keepsGatewayManagerOut());
    shop.gateway(one -> one.withObject("/sku").put("tier", "WAF").put("name", "WAF_Medium"));
    assertFalse(look().isRefused());
    assertEquals("65503-65534", look().ports());
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "Internet", "INTERNET", "GatewayManager", "0.0.0.0/0"})
  void these_sources_hold_gateway_manager(String source) {
    shop.addRule(EDGE_NSG, "in 400 Inbound Allow Tcp " + source + " * 65200-65535");
    assertFalse(look().isRefused() || look().isUndecided());
  }

  @ParameterizedTest
  @ValueSource(strings = {"VirtualNetwork", "AzureLoadBalancer", "10.0.0.0/8"})
  void these_sources_do_not(String source) {
    shop.addRule(EDGE_NSG, "in 400 Inbound Allow Tcp " + source + " * 65200-65535");
    assertTrue(look().keepsGatewayManagerOut());
  }

  @ParameterizedTest
  @ValueSource(strings = {"AzureCloud", "CorpNetSaw", "20.0.0.0/8"})
  void what_may_hold_gateway_manager_decides_nothing(String source) {
    shop.addRule(EDGE_NSG, "in 400 Inbound Allow Tcp " + source + " * 65200-65535");
    assertFalse(look().isRefused());
    assertTrue(look().isUndecided());
  }

  @Test
  void a_rule_for_udp_or_for_other_ports_is_not_about_management() {
    allow("65200-65535");
    shop.addRule(EDGE_NSG, "no-udp 200 Inbound Deny Udp * * *");
    shop.addRule(EDGE_NSG, "no-web 210 Inbound Deny Tcp * * 80-443");
    assertFalse(look().isRefused() || look().isUndecided());
  }

  @Test
  void a_deny_of_everything_above_the_prober_keeps_it_out() {
    allow("65200-65535");
    shop.addRule(EDGE_NSG, "none 4096 Inbound Deny * * * *");
    ManagementPath path = look();
    assertFalse(path.keepsGatewayManagerOut());
    assertEquals("none", path.loadBalancer().orElseThrow().rule().name());
  }

  @Test
  void the_prober_is_no_part_of_the_internet() {
    allow("65200-65535");
    shop.addRule(EDGE_NSG, "no-internet 4096 Inbound Deny * Internet * *");
    assertFalse(look().keepsLoadBalancerOut());
  }

  @Test
  void an_isolated_gateway_needs_neither_gateway_manager_nor_the_internet() {
    route("0.0.0.0/0", "VirtualAppliance");
    assertTrue(look().keepsGatewayManagerOut() && look().isLedAway());
    shop.document(Shop.GATEWAY).withObject("/tags").put("EnhancedNetworkControl", "True");
    assertFalse(look().keepsGatewayManagerOut() || look().isLedAway() || look().isUndecided());
    shop.addRule(EDGE_NSG, "none 4096 Inbound Deny * * * *");
    assertTrue(look().keepsLoadBalancerOut());
  }

  @ParameterizedTest
  @ValueSource(strings = {"VirtualAppliance", "VirtualNetworkGateway", "None", "VnetLocal"})
  void a_route_for_everything_to_anywhere_but_the_internet_leads_away(String hop) {
    allow("*");
    route("0.0.0.0/0", hop);
    assertEquals("r0", look().ledAway().orElseThrow().route().name());
    assertEquals(TABLE, look().ledAway().orElseThrow().table());
  }

  @Test
  void other_routes_do_not_lead_away() {
    allow("*");
    route("0.0.0.0/0", "Internet");
    route("10.0.0.0/8", "VirtualAppliance");
    route("0.0.0.0/1", "VirtualAppliance");
    assertFalse(look().isLedAway() || look().isUndecided());
  }

  @Test
  void two_halves_lead_everything_away() {
    allow("*");
    route("0.0.0.0/1", "VirtualAppliance");
    route("128.0.0.0/1", "VirtualAppliance");
    assertTrue(look().isLedAway());
  }

  @Test
  void a_route_of_its_own_for_the_tag_leaves_it_undecided() {
    allow("*");
    route("0.0.0.0/0", "VirtualAppliance");
    route("GatewayManager", "Internet");
    assertFalse(look().isLedAway());
    assertTrue(look().isUndecided());
  }

  @Test
  void what_cannot_be_read_leaves_it_undecided() {
    allow("*");
    route("0.0.0.0/0", "VirtualAppliance");
    FakeSight sight = shop.sight().unreadable(TABLE, Look.Why.FORBIDDEN);
    assertTrue(look(sight).isUndecided());
    assertTrue(look(shop.sight().unreadable(EDGE_NSG, Look.Why.FORBIDDEN)).isLedAway());
    assertTrue(look(shop.sight().unreadable(Shop.VNET, Look.Why.FORBIDDEN)).isUndecided());
  }

  @Test
  void routes_that_may_be_learned_are_named_unless_the_table_keeps_them_out() {
    allow("*");
    shop.document(Shop.VNET)
        .withObject("/properties")
        .withArray("subnets")
        .add(Shop.json("{'name':'GatewaySubnet','properties':{'addressPrefix':'10.0.8.0/27'}}"));
    assertEquals(1, look().notExamined().size());
    route("10.9.0.0/16", "VirtualAppliance");
    assertEquals(1, look().notExamined().size());
    shop.document(TABLE).withObject("/properties").put("disableBgpRoutePropagation", true);
    assertEquals(0, look().notExamined().size());
  }

  private void allow(String ports) {
    shop.addRule(EDGE_NSG, "manage 400 Inbound Allow Tcp GatewayManager * " + ports);
  }

  private void route(String prefix, String hop) {
    shop.route(0, TABLE, prefix, hop, hop.equals("VirtualAppliance") ? "10.0.9.4" : "");
  }

  private ManagementPath look() {
    return look(shop.sight());
  }

  private static ManagementPath look(FakeSight sight) {
    return ManagementPath.look(sight, sight.gateway().asFound().orElseThrow());
  }
}
