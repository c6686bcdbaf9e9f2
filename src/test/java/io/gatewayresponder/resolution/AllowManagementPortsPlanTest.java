package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Subject;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Family C: evidence in, changes out. */
class AllowManagementPortsPlanTest {
  private static final Diagnosis UNMANAGED =
      Examples.diagnosis(
          Examples.finding("1b-1.x1", new Subject.WholeGateway(), Family.C),
          Examples.finding("1b-1.x2", new Subject.WholeGateway(), Family.C));

  @Test
  void the_control_plane_gets_its_range_below_the_deny() {
    Shop shop = new Shop().addRule(Shop.EDGE_NSG, "block 300 Inbound Deny Tcp Internet * *");
    Trial trial = Trial.of(UNMANAGED, shop);
    assertEquals("AllowManagementPorts:edge-nsg/block", trial.ids().get(0));
    Option allow = trial.find("AllowManagementPorts");
    assertTrue(allow.recommended());
    assertEquals(1, allow.changes().size());
    Change put = allow.changes().get(0);
    assertEquals(Shop.EDGE_NSG.child("securityRules", "allow-GatewayManager"), put.resourceId());
    assertNull(put.before());
    assertEquals(
        Json.of(
            """
            {
              'name': 'allow-GatewayManager',
              'properties': {
                'description': 'Lets Azure manage the application gateway\\u0027s instances.',
                'access': 'Allow',
                'direction': 'Inbound',
                'priority': 299,
                'protocol': 'Tcp',
                'sourceAddressPrefix': 'GatewayManager',
                'sourcePortRange': '*',
                'destinationAddressPrefix': '*',
                'destinationPortRange': '65200-65535'
              }
            }
            """),
        put.after());
    assertEquals(
        "Rule block (number 300) of edge-nsg keeps GatewayManager out, from port 65200 on.",
        allow.why());
    trial.assertHealsAndCanBeUndone(allow);
  }

  @Test
  void who_keeps_everybody_out_is_answered_by_two_rules_in_one_plan() {
    Shop shop = new Shop().addRule(Shop.EDGE_NSG, "block 300 Inbound Deny * * * *");
    Trial trial = Trial.of(UNMANAGED, shop);
    Option allow = trial.find("AllowManagementPorts");
    assertEquals(
        List.of("allow-GatewayManager 299", "allow-AzureLoadBalancer 298"), numbers(allow));
    JsonNode prober = sent(allow.changes().get(1)).path("properties");
    assertEquals("*", prober.path("protocol").asText());
    assertEquals("*", prober.path("destinationPortRange").asText());
    assertEquals("AzureLoadBalancer", prober.path("sourceAddressPrefix").asText());
    assertTrue(trial.search("AllowLoadBalancer").isEmpty());
    trial.assertHealsAndCanBeUndone(allow);
  }

  @Test
  void the_prober_alone_gets_a_rule_of_its_own() {
    Shop shop = new Shop().addRule(Shop.EDGE_NSG, "block 300 Inbound Deny * AzureLoadBalancer * *");
    Trial trial = Trial.of(UNMANAGED, shop);
    assertTrue(trial.search("AllowManagementPorts").isEmpty());
    Option allow = trial.find("AllowLoadBalancer");
    assertTrue(allow.recommended());
    assertEquals(List.of("allow-AzureLoadBalancer 299"), numbers(allow));
    trial.assertHealsAndCanBeUndone(allow);
  }

  @Test
  void the_first_generation_has_a_range_of_its_own() {
    Shop shop = new Shop().addRule(Shop.EDGE_NSG, "block 300 Inbound Deny * GatewayManager * *");
    shop.gateway(
        properties ->
            properties.putObject("sku").put("name", "Standard_Medium").put("tier", "Standard"));
    Trial trial = Trial.of(UNMANAGED, shop);
    Option allow = trial.find("AllowManagementPorts");
    assertEquals(
        "65503-65534",
        sent(allow.changes().get(0)).at("/properties/destinationPortRange").asText());
    trial.assertHealsAndCanBeUndone(allow);
  }

  @Test
  void an_isolated_gateway_needs_no_way_in_for_the_control_plane() {
    Shop shop = new Shop().addRule(Shop.EDGE_NSG, "block 300 Inbound Deny * * * *");
    shop.document(Shop.GATEWAY).putObject("tags").put("EnhancedNetworkControl", "True");
    Trial trial = Trial.of(UNMANAGED, shop);
    assertEquals(List.of("allow-AzureLoadBalancer 299"), numbers(trial.find("AllowLoadBalancer")));
    assertTrue(trial.search("AllowManagementPorts").isEmpty());
  }

  @Test
  void of_two_denies_about_parts_of_the_range_the_allow_wins_over_both() {
    Shop shop =
        new Shop()
            .addRule(Shop.EDGE_NSG, "upper 200 Inbound Deny Tcp Internet * 65500-65535")
            .addRule(Shop.EDGE_NSG, "lower 300 Inbound Deny Tcp Internet * 65200-65300");
    Trial trial = Trial.of(UNMANAGED, shop);
    Option allow = trial.find("AllowManagementPorts");
    assertEquals(List.of("allow-GatewayManager 199"), numbers(allow));
    trial.assertHealsAndCanBeUndone(allow);
  }

  @Test
  void numbers_and_names_that_are_taken_are_passed_over() {
    Shop shop =
        new Shop()
            .addRule(Shop.EDGE_NSG, "block 300 Inbound Deny * * * *")
            .addRule(Shop.EDGE_NSG, "other 299 Inbound Allow Tcp 10.9.0.0/24 * 22")
            .addRule(
                Shop.EDGE_NSG, "Allow-gatewaymanager 450 Inbound Allow Tcp GatewayManager * 22");
    Trial trial = Trial.of(UNMANAGED, shop);
    Option allow = trial.find("AllowManagementPorts");
    assertEquals(
        List.of("allow-GatewayManager-2 298", "allow-AzureLoadBalancer 297"), numbers(allow));
    trial.assertHealsAndCanBeUndone(allow);
  }

  @Test
  void where_a_default_rule_decides_the_highest_number_does() {
    Shop shop = new Shop();
    ((ArrayNode) shop.document(Shop.EDGE_NSG).at("/properties/securityRules")).removeAll();
    Trial trial = Trial.of(UNMANAGED, shop);
    Option allow = trial.find("AllowManagementPorts");
    assertEquals(List.of("allow-GatewayManager 4096"), numbers(allow));
    assertTrue(allow.why().startsWith("Default rule DenyAllInBound"), allow.why());
    trial.assertHealsAndCanBeUndone(allow);
  }

  @Test
  void a_deny_with_number_100_leaves_guidance_only() {
    Shop shop = new Shop().addRule(Shop.EDGE_NSG, "block 100 Inbound Deny * * * *");
    List<Option> options = Trial.of(UNMANAGED, shop).plan();
    assertFalse(options.isEmpty());
    assertTrue(options.stream().noneMatch(Option::writes));
  }

  @Test
  void nothing_is_planned_where_nothing_is_in_the_way_or_the_group_cannot_be_read() {
    assertTrue(Trial.of(UNMANAGED, new Shop()).plan().stream().noneMatch(Option::writes));
    Shop shop = new Shop().addRule(Shop.EDGE_NSG, "block 300 Inbound Deny * * * *");
    assertTrue(
        Resolutions.all()
            .options(UNMANAGED, shop.sight().unreadable(Shop.EDGE_NSG, Look.Why.FORBIDDEN))
            .stream()
            .noneMatch(Option::writes));
  }

  @Test
  void a_route_that_stays_in_the_way_is_said() {
    Shop shop =
        new Shop()
            .addRule(Shop.EDGE_NSG, "block 300 Inbound Deny * Internet * *")
            .route(
                0,
                ResourceId.of(Shop.NETWORK + "/routeTables/edge-routes"),
                "0.0.0.0/0",
                "VirtualAppliance",
                "10.0.9.4");
    Option allow = Trial.of(UNMANAGED, shop).find("AllowManagementPorts");
    assertTrue(
        allow.guidance().toString().contains("leads the instances' answers away"),
        allow.guidance().toString());
  }

  private static List<String> numbers(Option option) {
    return option.changes().stream()
        .map(
            change ->
                change.resourceId().name() + " " + sent(change).at("/properties/priority").asInt())
        .toList();
  }

  private static JsonNode sent(Change change) {
    return Objects.requireNonNull(change.after());
  }
}
