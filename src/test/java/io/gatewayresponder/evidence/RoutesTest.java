package io.gatewayresponder.evidence;

import static io.gatewayresponder.evidence.Shop.NETWORK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.NetworkPath.Blocked;
import io.gatewayresponder.evidence.NetworkPath.Diverted;
import io.gatewayresponder.evidence.NetworkPath.Open;
import io.gatewayresponder.evidence.NetworkPath.Undecided;
import io.gatewayresponder.evidence.NetworkPath.Way;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What route tables do to a path that no rule blocks. */
class RoutesTest {
  private static final ResourceId EDGE = ResourceId.of(NETWORK + "/routeTables/edge-routes");
  private static final ResourceId WEB = ResourceId.of(NETWORK + "/routeTables/web-routes");
  private static final String APPLIANCE = "VirtualAppliance";

  private final Shop shop = new Shop();

  @Test
  void a_route_to_an_appliance_diverts_the_way_there() {
    there("10.0.1.0/24", APPLIANCE);
    Diverted diverted = assertInstanceOf(Diverted.class, look());
    assertEquals(Way.THERE, diverted.way());
    assertEquals(EDGE, diverted.table());
    assertEquals("edge", diverted.subnet());
    assertEquals("r0", diverted.route().name());
    assertEquals("VirtualAppliance 10.0.9.4", diverted.nextHop());
    assertEquals(EDGE + "/routes/r0", diverted.routeId());
    assertFalse(diverted.isDropped());
  }

  @Test
  void a_route_in_the_servers_subnet_diverts_the_way_back() {
    back("10.0.0.0/24", "None");
    Diverted diverted = assertInstanceOf(Diverted.class, look());
    assertEquals(Way.BACK, diverted.way());
    assertEquals(WEB, diverted.table());
    assertTrue(diverted.isDropped());
  }

  @ParameterizedTest
  @CsvSource({
    // The network's own prefix is 10.0.0.0/16: what is shorter never holds, what is equal does.
    "0.0.0.0/0,true",
    "10.0.0.0/8,true",
    "10.0.0.0/15,true",
    "10.0.0.0/16,false",
    "10.0.1.0/24,false",
    "10.0.1.4/32,false",
    "10.0.1.5/32,true",
    "10.0.2.0/24,true",
    "Storage,true",
  })
  void the_longest_prefix_wins_and_of_equal_ones_the_tables(String prefix, boolean open) {
    there(prefix, APPLIANCE);
    assertEquals(open, look() instanceof Open);
  }

  @Test
  void a_longer_route_back_into_the_network_mends_a_shorter_one() {
    there("10.0.0.0/16", APPLIANCE);
    there("10.0.1.0/24", "VnetLocal");
    assertInstanceOf(Open.class, look());
  }

  @ParameterizedTest
  @ValueSource(strings = {"VirtualAppliance", "VirtualNetworkGateway", "Internet", "None"})
  void any_hop_out_of_the_network_is_a_detour(String hop) {
    there("10.0.1.0/24", hop);
    assertInstanceOf(Diverted.class, look());
  }

  @Test
  void an_appliance_that_is_the_server_itself_is_no_detour() {
    shop.route(0, EDGE, "10.0.1.0/24", APPLIANCE, "10.0.1.4");
    assertInstanceOf(Open.class, look());
  }

  @Test
  void a_rule_that_blocks_comes_first() {
    there("10.0.1.0/24", "None");
    shop.addRule(Shop.WEB_NSG, "deny 200 Inbound Deny * * * 8080");
    assertInstanceOf(Blocked.class, look());
  }

  @Test
  void what_is_thrown_away_is_decided_although_a_group_is_unreadable() {
    there("10.0.1.0/24", "None");
    assertInstanceOf(Diverted.class, look(blind(Shop.WEB_NSG)));
  }

  @Test
  void a_detour_is_undecided_while_a_group_is_unreadable_and_is_named() {
    there("10.0.1.0/24", APPLIANCE);
    Undecided undecided = assertInstanceOf(Undecided.class, look(blind(Shop.WEB_NSG)));
    assertTrue(undecided.why().get(1).contains("edge-routes"), undecided.why()::toString);
  }

  @Test
  void an_unreadable_route_table_is_no_open_path() {
    there("10.9.0.0/16", APPLIANCE);
    assertInstanceOf(Open.class, look());
    assertInstanceOf(Undecided.class, look(blind(EDGE)));
  }

  @Test
  void a_judged_route_table_is_not_named_as_unexamined() {
    there("10.9.0.0/16", APPLIANCE);
    assertEquals(0, assertInstanceOf(Open.class, look()).notExamined().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"None", "VirtualAppliance"})
  void a_route_back_to_a_part_of_the_gateways_subnet_decides_nothing(String hop) {
    back("10.0.0.0/25", hop);
    Undecided undecided = assertInstanceOf(Undecided.class, look());
    assertTrue(undecided.why().get(0).contains("part of"), undecided.why()::toString);
  }

  @Test
  void two_halves_back_are_the_whole() {
    back("10.0.0.0/25", "None");
    back("10.0.0.128/25", "None");
    assertInstanceOf(Diverted.class, look());
  }

  @Test
  void a_private_endpoint_has_a_route_of_its_own() {
    there("10.0.1.0/24", "None");
    shop.subnet(1, subnet -> subnet.remove("networkSecurityGroup"));
    shop.document(Shop.nicId("web-1-nic"))
        .withObject("/properties/privateEndpoint")
        .put("id", NETWORK + "/privateEndpoints/web");
    assertFalse(look() instanceof Diverted);
    shop.subnet(1, subnet -> subnet.put("privateEndpointNetworkPolicies", "Enabled"));
    assertInstanceOf(Diverted.class, look());
  }

  @Test
  void a_recorded_route_table_is_read() {
    RouteTable table = new RouteTable(Samples.read("vnets/route-table-virtual-appliance.json"));
    RouteTable.Route route = table.routes().get(0);
    assertTrue(route.range().isPresent(), route.prefix());
    assertTrue(route.nextHop().startsWith("VirtualAppliance "), route.nextHop());
    assertFalse(table.acceptsLearnedRoutes());
  }

  private void there(String prefix, String hop) {
    shop.route(0, EDGE, prefix, hop, hop.equals(APPLIANCE) ? "10.0.9.4" : "");
  }

  private void back(String prefix, String hop) {
    shop.route(1, WEB, prefix, hop, hop.equals(APPLIANCE) ? "10.0.9.4" : "");
  }

  private FakeSight blind(ResourceId id) {
    return shop.sight().unreadable(id, Look.Why.FORBIDDEN);
  }

  private NetworkPath look() {
    return look(shop.sight());
  }

  private static NetworkPath look(FakeSight sight) {
    return NetworkPath.look(sight, sight.gateway().asFound().orElseThrow(), "10.0.1.4", 8080);
  }
}
