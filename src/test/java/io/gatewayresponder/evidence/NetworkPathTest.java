package io.gatewayresponder.evidence;

import static io.gatewayresponder.evidence.Shop.EDGE_NSG;
import static io.gatewayresponder.evidence.Shop.NETWORK;
import static io.gatewayresponder.evidence.Shop.VNET;
import static io.gatewayresponder.evidence.Shop.WEB_NSG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.NetworkPath.Blocked;
import io.gatewayresponder.evidence.NetworkPath.Open;
import io.gatewayresponder.evidence.NetworkPath.Undecided;
import io.gatewayresponder.evidence.NetworkPath.Where;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPathTest {
  private static final String SERVER = "10.0.1.4";

  private final Shop shop = new Shop();

  @Test
  void default_rules_let_a_virtual_network_through() {
    Open open = assertInstanceOf(Open.class, look());
    assertEquals(
        "[AllowVnetOutBound, AllowVnetInBound]",
        open.decidingRules().stream().map(passed -> passed.rule().name()).toList().toString());
  }

  @Test
  void a_deny_of_the_port_blocks() {
    shop.addRule(WEB_NSG, "deny-8080 200 Inbound Deny Tcp 10.0.0.0/24 * 8080");
    Blocked blocked = assertInstanceOf(Blocked.class, look());
    assertEquals(Where.SERVER_SUBNET, blocked.where());
    assertEquals(WEB_NSG, blocked.group());
    assertEquals("deny-8080", blocked.rule().name());
    assertEquals(200, blocked.priority());
    assertEquals("[10.0.0.0/24]", blocked.gatewayPrefixes().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "199, false",
    "200, true", // unique in Azure; here the order of the document decides
    "201, true",
  })
  void a_lower_number_wins(int allow, boolean blocked) {
    shop.addRule(WEB_NSG, "deny 200 Inbound Deny Tcp * * 8080");
    shop.addRule(WEB_NSG, "allow " + allow + " Inbound Allow Tcp 10.0.0.0/24 * 8080");
    assertEquals(blocked, look() instanceof Blocked);
  }

  @ParameterizedTest
  @CsvSource({
    "8080, true",
    "8079-8080, true",
    "8080-8081, true",
    "8081-8090, false",
    "8000-8079, false",
    "*, true",
    "80, false",
  })
  void ports_are_ranges(String ports, boolean blocked) {
    shop.addRule(WEB_NSG, "deny 200 Inbound Deny Tcp * * " + ports);
    assertEquals(blocked, look() instanceof Blocked);
  }

  @ParameterizedTest
  @CsvSource({"Tcp, true", "TCP, true", "tcp, true", "*, true", "Udp, false", "Icmp, false"})
  void protocols_come_in_any_casing(String protocol, boolean blocked) {
    shop.addRule(WEB_NSG, "deny 200 Inbound Deny " + protocol + " * * 8080");
    assertEquals(blocked, look() instanceof Blocked);
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "0.0.0.0/0, true",
    "10.0.0.0/8, true",
    "10.0.0.0/24, true",
    "VirtualNetwork, true",
    "VIRTUALNETWORK, true",
    "10.0.2.0/24, false",
    "Internet, false",
    "INTERNET, false",
    "AzureLoadBalancer, false",
    "GatewayManager, false",
  })
  void a_source_is_a_prefix_or_a_tag(String source, boolean blocked) {
    shop.addRule(WEB_NSG, "deny 200 Inbound Deny Tcp " + source + " * 8080");
    assertEquals(blocked ? Blocked.class : Open.class, look().getClass());
  }

  @ParameterizedTest
  @ValueSource(strings = {"CorpNetSaw", "1234", "Storage.WestEurope"})
  void an_unknown_tag_is_not_guessed(String tag) {
    shop.addRule(WEB_NSG, "deny 200 Inbound Deny Tcp " + tag + " * 8080");
    Undecided undecided = assertInstanceOf(Undecided.class, look());
    assertTrue(undecided.why().get(0).contains(tag), undecided.toString());
  }

  @Test
  void an_unknown_tag_does_not_matter_where_the_next_rule_says_the_same() {
    shop.addRule(WEB_NSG, "maybe 200 Inbound Allow Tcp CorpNetSaw * 8080");
    assertInstanceOf(Open.class, look());
    shop.addRule(WEB_NSG, "deny 300 Inbound Deny Tcp * * 8080");
    assertInstanceOf(Undecided.class, look());
  }

  @Test
  void a_deny_of_a_part_of_the_gateway_subnet_is_undecided() {
    shop.addRule(WEB_NSG, "deny 200 Inbound Deny Tcp 10.0.0.7 * 8080");
    Undecided undecided = assertInstanceOf(Undecided.class, look());
    assertTrue(undecided.why().get(0).contains("a part of the gateway's subnet"));
  }

  @Test
  void allowing_single_instances_does_not_open_the_path_for_the_others() {
    shop.addRule(WEB_NSG, "instances 100 Inbound Allow Tcp 10.0.0.4 * 8080");
    shop.addRule(WEB_NSG, "deny 200 Inbound Deny * * * *");
    Blocked blocked = assertInstanceOf(Blocked.class, look());
    assertEquals("deny", blocked.rule().name());
    assertEquals("instances", blocked.exceptions().get(0).name());
  }

  @Test
  void two_halves_cover_the_subnet() {
    var rule = Shop.json(Shop.rule("deny 200 Inbound Deny Tcp x * 8080"));
    rule.withObject("/properties").put("sourceAddressPrefix", "");
    rule.withObject("/properties")
        .withArray("sourceAddressPrefixes")
        .add("10.0.0.128/25")
        .add("10.0.0.0/25");
    shop.addRule(WEB_NSG, rule);
    assertInstanceOf(Blocked.class, look());
  }

  @Test
  void plural_ports_count_where_the_singular_is_empty() {
    var rule = Shop.json(Shop.rule("deny 200 Inbound Deny Tcp * * x"));
    rule.withObject("/properties").put("destinationPortRange", "");
    rule.withObject("/properties").withArray("destinationPortRanges").add("22").add("8000-8100");
    shop.addRule(WEB_NSG, rule);
    assertInstanceOf(Blocked.class, look());
  }

  @Test
  void the_way_out_of_the_gateway_subnet_counts() {
    shop.addRule(EDGE_NSG, "no-web 300 Outbound Deny * * 10.0.1.0/24 *");
    assertEquals(Where.GATEWAY_SUBNET, assertInstanceOf(Blocked.class, look()).where());
  }

  @Test
  void inbound_rules_of_the_gateway_subnet_do_not_count() {
    shop.addRule(EDGE_NSG, "no-in 300 Inbound Deny * * * *");
    assertInstanceOf(Open.class, look());
  }

  @Test
  void the_group_of_the_server_interface_counts() {
    ResourceId own = ResourceId.of(NETWORK + "/networkSecurityGroups/web-1-nsg");
    shop.put(Shop.nsg(own)).addRule(own, "deny 200 Inbound Deny * * * 8080");
    shop.document(Shop.nicId("web-1-nic"))
        .withObject("/properties/networkSecurityGroup")
        .put("id", own.toString());
    assertEquals(Where.SERVER_INTERFACE, assertInstanceOf(Blocked.class, look()).where());
    assertInstanceOf(Open.class, look("10.0.1.5"));
  }

  @Test
  void without_any_group_the_path_is_open() {
    shop.subnet(0, subnet -> subnet.remove("networkSecurityGroup"));
    shop.subnet(1, subnet -> subnet.remove("networkSecurityGroup"));
    assertTrue(assertInstanceOf(Open.class, look()).decidingRules().isEmpty());
  }

  @Test
  void an_unreadable_group_is_not_an_open_path() {
    FakeSight sight = shop.sight().unreadable(WEB_NSG, Look.Why.FORBIDDEN);
    Undecided undecided = assertInstanceOf(Undecided.class, look(sight, SERVER));
    assertEquals("[web-nsg: not allowed to read]", undecided.why().toString());
  }

  @Test
  void a_readable_deny_blocks_whatever_else_is_unreadable() {
    shop.addRule(WEB_NSG, "deny 200 Inbound Deny * * * 8080");
    FakeSight sight = shop.sight().unreadable(EDGE_NSG, Look.Why.FORBIDDEN);
    assertInstanceOf(Blocked.class, look(sight, SERVER));
  }

  @Test
  void an_unreadable_virtual_network_is_not_an_open_path() {
    assertInstanceOf(
        Undecided.class, look(shop.sight().unreadable(VNET, Look.Why.TIMED_OUT), SERVER));
  }

  @Test
  void a_server_without_a_readable_interface_is_not_an_open_path() {
    FakeSight sight = shop.sight().unreadable(Shop.nicId("web-1-nic"), Look.Why.FORBIDDEN);
    assertInstanceOf(Undecided.class, look(sight, SERVER));
    assertInstanceOf(Undecided.class, look("10.0.1.99"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop.example", "20.1.2.3", "192.168.7.7", "10.0.9.9"})
  void a_server_outside_what_arm_knows_is_undecided(String server) {
    assertInstanceOf(Undecided.class, look(server));
  }

  @Test
  void a_deny_on_the_way_out_blocks_a_server_that_arm_does_not_know() {
    shop.addRule(EDGE_NSG, "no-out 300 Outbound Deny * * * *");
    assertInstanceOf(Blocked.class, look("shop.example"));
    assertInstanceOf(Blocked.class, look("20.1.2.3"));
  }

  @ParameterizedTest
  @CsvSource({"app, true", "other, false"})
  void an_application_security_group_matches_by_membership(String group, boolean blocked) {
    String groups = NETWORK + "/applicationSecurityGroups/";
    shop.document(Shop.nicId("web-1-nic"))
        .withArray("/properties/ipConfigurations/0/properties/applicationSecurityGroups")
        .addObject()
        .put("id", groups + "APP");
    var rule = Shop.json(Shop.rule("deny 200 Inbound Deny Tcp * x 8080"));
    rule.withObject("/properties").remove("destinationAddressPrefix");
    rule.withObject("/properties")
        .withArray("destinationApplicationSecurityGroups")
        .addObject()
        .put("id", groups + group);
    shop.addRule(WEB_NSG, rule);
    assertEquals(blocked, look() instanceof Blocked);
  }

  @Test
  void a_source_application_security_group_never_holds_the_gateway() {
    var rule = Shop.json(Shop.rule("deny 200 Inbound Deny Tcp x * 8080"));
    rule.withObject("/properties").remove("sourceAddressPrefix");
    rule.withObject("/properties")
        .withArray("sourceApplicationSecurityGroups")
        .addObject()
        .put("id", NETWORK + "/applicationSecurityGroups/app");
    shop.addRule(WEB_NSG, rule);
    assertInstanceOf(Open.class, look());
  }

  @Test
  void a_peered_network_belongs_to_the_tag_and_its_groups_count() {
    peer("Connected");
    assertInstanceOf(Open.class, look("10.9.0.4"));
    shop.addRule(
        ResourceId.of(NETWORK + "/networkSecurityGroups/far-nsg"),
        "deny 200 Inbound Deny Tcp VirtualNetwork * 8080");
    Blocked blocked = assertInstanceOf(Blocked.class, look("10.9.0.4"));
    assertEquals("far-nsg", blocked.group().name());
  }

  @Test
  void a_peering_that_is_not_connected_is_no_open_path() {
    peer("Disconnected");
    assertEquals(false, look("10.9.0.4") instanceof Open);
  }

  @Test
  void a_route_table_is_named_as_not_examined() {
    shop.subnet(
        0,
        subnet ->
            subnet.withObject("/routeTable").put("id", NETWORK + "/routeTables/through-firewall"));
    Open open = assertInstanceOf(Open.class, look());
    assertTrue(open.notExamined().get(0).contains("through-firewall"));
  }

  @Test
  void a_private_endpoint_is_exempt_from_the_rules_of_its_subnet() {
    shop.addRule(WEB_NSG, "deny 200 Inbound Deny * * * 8080");
    shop.document(Shop.nicId("web-1-nic"))
        .withObject("/properties/privateEndpoint")
        .put("id", NETWORK + "/privateEndpoints/web");
    assertInstanceOf(Undecided.class, look());
    shop.subnet(1, subnet -> subnet.put("privateEndpointNetworkPolicies", "Enabled"));
    assertInstanceOf(Blocked.class, look());
  }

  @Test
  void ids_in_another_casing_are_the_same() {
    shop.subnet(
        1,
        subnet ->
            subnet
                .withObject("/networkSecurityGroup")
                .put("id", WEB_NSG.toString().replace("shop-edge", "SHOP-EDGE")));
    shop.addRule(WEB_NSG, "deny 200 Inbound Deny * * * 8080");
    assertInstanceOf(Blocked.class, look());
  }

  private void peer(String state) {
    String far = NETWORK + "/virtualNetworks/far-vnet";
    ResourceId group = ResourceId.of(NETWORK + "/networkSecurityGroups/far-nsg");
    String peering =
        "{'properties':{'peeringState':'%s','allowVirtualNetworkAccess':true,"
            + "'remoteVirtualNetwork':{'id':'%s'},'remoteAddressSpace':{'addressPrefixes':['%s']}}}";
    shop.document(VNET)
        .withObject("/properties")
        .withArray("virtualNetworkPeerings")
        .add(Shop.json(peering.formatted(state, far, "10.9.0.0/16")));
    shop.put(
        """
        {'id':'%s','name':'far-vnet','properties':{
          'addressSpace':{'addressPrefixes':['10.9.0.0/16']},
          'subnets':[{'id':'%s/subnets/far','name':'far','properties':{
            'addressPrefixes':['10.9.0.0/24'],'networkSecurityGroup':{'id':'%s'},
            'ipConfigurations':[{'id':'%s/networkInterfaces/far-nic/ipConfigurations/primary'}]}}],
          'virtualNetworkPeerings':[%s]}}
        """
            .formatted(far, far, group, NETWORK, peering.formatted(state, VNET, "10.0.0.0/16")));
    shop.put(Shop.nsg(group)).put(Shop.nic("far-nic", "10.9.0.4"));
  }

  private NetworkPath look() {
    return look(SERVER);
  }

  private NetworkPath look(String server) {
    return look(shop.sight(), server);
  }

  private static NetworkPath look(FakeSight sight, String server) {
    NetworkPath path =
        NetworkPath.look(sight, sight.gateway().asFound().orElseThrow(), server, 8080);
    long distinct = sight.reads().stream().distinct().count();
    assertEquals(distinct, sight.reads().size(), () -> Arrays.toString(sight.reads().toArray()));
    return path;
  }
}
