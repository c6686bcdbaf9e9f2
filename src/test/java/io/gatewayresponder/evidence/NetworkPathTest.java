package io.gatewayresponder.evidence;

import static io.gatewayresponder.evidence.Shop.EDGE_NSG;
import static io.gatewayresponder.evidence.Shop.NETWORK;
import static io.gatewayresponder.evidence.Shop.VNET;
import static io.gatewayresponder.evidence.Shop.WEB_NSG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.NetworkPath.Blocked;
import io.gatewayresponder.evidence.NetworkPath.Open;
import io.gatewayresponder.evidence.NetworkPath.Undecided;
import io.gatewayresponder.evidence.NetworkPath.Vacant;
import io.gatewayresponder.evidence.NetworkPath.Where;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  void every_rule_that_would_have_to_go_is_an_obstacle() {
    shop.addRule(WEB_NSG, "deny-8080 200 Inbound Deny Tcp 10.0.0.0/24 * 8080")
        .addRule(WEB_NSG, "allow-9090 300 Inbound Allow Tcp * * 9090")
        .addRule(WEB_NSG, "rest 4096 Inbound Deny * * * *")
        .addRule(EDGE_NSG, "no-web 300 Outbound Deny * * 10.0.1.0/24 *");
    assertEquals(List.of("no-web", "deny-8080", "rest"), obstacles());
  }

  @Test
  void a_rule_behind_an_allow_and_a_default_one_behind_a_deny_are_none() {
    shop.addRule(WEB_NSG, "deny-8080 200 Inbound Deny Tcp 10.0.0.0/24 * 8080")
        .addRule(WEB_NSG, "allow 300 Inbound Allow * * * *")
        .addRule(WEB_NSG, "rest 4096 Inbound Deny * * * *");
    assertEquals(List.of("deny-8080"), obstacles());
  }

  private List<String> obstacles() {
    return look().obstacles().stream()
        .flatMap(one -> one.decidedBy().stream())
        .map(id -> id.substring(id.lastIndexOf('/') + 1))
        .toList();
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
    assertInstanceOf(Undecided.class, look(sight, "10.0.1.99"));
  }

  @Test
  void an_address_that_no_interface_of_its_subnet_has_is_vacant() {
    assertEquals("web", assertInstanceOf(Vacant.class, look("10.0.1.99")).subnet());
    shop.addRule(WEB_NSG, "deny-8080 200 Inbound Deny Tcp * * 8080");
    assertInstanceOf(Blocked.class, look("10.0.1.99"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loadBalancers/lb/frontendIPConfigurations/front",
        "bastionHosts/jump/bastionHostIpConfigurations/ip"
      })
  void what_has_no_interface_may_have_the_address(String other) {
    shop.subnet(
        1, web -> web.withArray("/ipConfigurations").addObject().put("id", NETWORK + "/" + other));
    assertInstanceOf(Undecided.class, look("10.0.1.99"));
  }

  @Test
  void an_interface_that_does_not_show_its_address_may_have_it() {
    JsonNode first =
        shop.document(Shop.nicId("web-2-nic")).at("/properties/ipConfigurations/0/properties");
    ((ObjectNode) first).remove("privateIPAddress");
    assertInstanceOf(Undecided.class, look("10.0.1.99"));
  }

  @Test
  void an_id_that_is_none_may_stand_for_the_address() {
    shop.subnet(1, web -> web.withArray("/ipConfigurations").addObject().put("id", "?"));
    assertInstanceOf(Undecided.class, look("10.0.1.99"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"delegations", "serviceAssociationLinks", "applicationGatewayIPConfigurations"})
  void what_a_service_puts_into_a_subnet_may_have_the_address(String list) {
    shop.subnet(1, web -> web.putArray(list).addObject().put("id", "/x"));
    assertInstanceOf(Undecided.class, look("10.0.1.99"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop.example", "20.1.2.3", "192.168.7.7", "10.0.9.9"})
  void a_server_outside_what_arm_knows_is_undecided(String server) {
    assertInstanceOf(Undecided.class, look(server));
  }

  @Test
  void the_way_out_to_a_public_address_is_open_where_nothing_of_ours_is_in_it() {
    ResourceId table = ResourceId.of(NETWORK + "/routeTables/edge");
    assertTrue(isOutOpen("20.1.2.3"));
    assertFalse(isOutOpen("10.0.9.9"), "not a public address");
    shop.route(0, table, "0.0.0.0/0", "Internet", "");
    assertTrue(isOutOpen("20.1.2.3"));
    shop.route(0, table, "20.0.0.0/8", "VirtualAppliance", "10.0.9.4");
    assertFalse(isOutOpen("20.1.2.3"));
    assertTrue(isOutOpen("40.1.2.3"));
    assertFalse(
        assertInstanceOf(
                Undecided.class,
                look(shop.sight().unreadable(table, Look.Why.FORBIDDEN), "40.1.2.3"))
            .isOutOpen());
  }

  private boolean isOutOpen(String server) {
    return assertInstanceOf(Undecided.class, look(server)).isOutOpen();
  }

  @Test
  void a_deny_on_the_way_out_blocks_a_server_that_arm_does_not_know() {
    shop.addRule(EDGE_NSG, "no-out 300 Outbound Deny * * * *");
    assertInstanceOf(Blocked.class, look("shop.example"));
    assertInstanceOf(Blocked.class, look("20.1.2.3"));
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
