package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.steps.AppShop;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Family I, access restrictions: evidence in, changes out. */
class AllowGatewayInAppPlanTest {
  private static final Diagnosis REFUSED =
      Examples.diagnosis(Examples.finding("5.4", new Subject.Pair("web", "web-http"), Family.I));
  private static final String OFFICE =
      "{'ipAddress':'203.0.113.0/24','action':'Allow','tag':'Default','priority':100,"
          + "'name':'office','fieldOfNextYear':['kept']}";

  @Test
  void without_an_endpoint_the_public_address_is_let_in_and_nothing_else_is_sent() {
    Trial trial = trial(OFFICE);
    assertEquals(
        List.of("AllowGatewayAddressInApp:shop-app", "AllowGatewaySubnetInApp:shop-app"),
        writing(trial));
    Option allow = trial.find("AllowGatewayAddressInApp");
    assertTrue(allow.recommended());
    Change patch = allow.changes().get(0);
    assertEquals(AppShop.CONFIGURATION, patch.resourceId());
    assertEquals(Change.Operation.PATCH, patch.operation());
    assertEquals("2023-12-01", patch.apiVersion());
    assertEquals(
        Json.of("{'properties':{'ipSecurityRestrictions':[" + OFFICE + "]}}"), patch.before());
    assertEquals(
        Json.of(
            "{'properties':{'ipSecurityRestrictions':["
                + OFFICE
                + ",{'ipAddress':'198.51.100.7/32','action':'Allow','tag':'Default','priority':101,"
                + "'name':'gateway shop-gateway','description':'Lets the application gateway in.'}"
                + "]}}"),
        patch.after());
    trial.assertHealsAndCanBeUndone(allow);
  }

  @Test
  void by_subnet_the_endpoint_comes_first_and_the_subnet_keeps_what_it_has() {
    AppShop shop = shop(OFFICE);
    Trial trial = Trial.of(REFUSED, shop);
    Option allow = trial.find("AllowGatewaySubnetInApp");
    assertFalse(allow.recommended());
    assertEquals(2, allow.changes().size());
    Change subnet = allow.changes().get(0);
    assertEquals(Shop.VNET.child("subnets", "edge"), subnet.resourceId());
    assertEquals(
        Json.of(
            """
            {'id':'%1$s/subnets/edge','name':'edge','properties':{'addressPrefix':'10.0.0.0/24',
              'networkSecurityGroup':{'id':'%2$s'},
              'serviceEndpoints':[{'service':'Microsoft.Web','locations':['*']}]}}
            """
                .formatted(Shop.VNET, Shop.EDGE_NSG)),
        subnet.after());
    assertEquals(
        Shop.VNET + "/subnets/edge",
        added(allow.changes().get(1)).path("vnetSubnetResourceId").asText());
    assertFalse(added(allow.changes().get(1)).has("ipAddress"));
    trial.assertHealsAndCanBeUndone(allow);
  }

  @Test
  void other_endpoints_of_the_subnet_stay() {
    Trial trial = Trial.of(REFUSED, shop(OFFICE).endpoint("Microsoft.KeyVault"));
    Option allow = trial.find("AllowGatewaySubnetInApp");
    assertEquals(
        Json.of("[{'service':'Microsoft.KeyVault'},{'service':'Microsoft.Web','locations':['*']}]"),
        Objects.requireNonNull(allow.changes().get(0).after()).at("/properties/serviceEndpoints"));
    trial.assertHealsAndCanBeUndone(allow);
  }

  @Test
  void with_the_endpoint_only_the_subnet_can_be_let_in() {
    Trial trial = Trial.of(REFUSED, shop(OFFICE).endpoint("Microsoft.Web"));
    assertEquals(List.of("AllowGatewaySubnetInApp:shop-app"), writing(trial));
    Option allow = trial.find("AllowGatewaySubnetInApp");
    assertTrue(allow.recommended());
    assertEquals(1, allow.changes().size());
    trial.assertHealsAndCanBeUndone(allow);
  }

  @Test
  void a_deny_about_the_gateway_needs_a_lower_number() {
    Trial trial =
        trial(
            "{'ipAddress':'198.51.100.0/24','action':'Deny','priority':101,'name':'no'},"
                + "{'ipAddress':'203.0.113.0/24','action':'Allow','priority':100,'name':'office'}");
    Option allow = trial.find("AllowGatewayAddressInApp");
    assertEquals(99, added(allow.changes().get(0)).path("priority").asInt());
    assertEquals(
        "Access restriction no (number 101) of shop-app keeps the gateway out.", allow.why());
    trial.assertHealsAndCanBeUndone(allow);
  }

  @Test
  void a_deny_with_number_1_leaves_no_room() {
    assertTrue(
        writing(trial("{'ipAddress':'198.51.100.0/24','action':'Deny','priority':1,'name':'no'}"))
            .isEmpty());
  }

  @Test
  void a_name_that_is_taken_gets_a_number() {
    Trial trial = trial(OFFICE.replace("office", "Gateway Shop-Gateway"));
    assertEquals(
        "gateway shop-gateway 2",
        added(trial.find("AllowGatewayAddressInApp").changes().get(0)).path("name").asText());
  }

  @Test
  void at_most_512_rules_are_possible() {
    assertFalse(writing(trial(rules(511))).isEmpty());
    assertTrue(writing(trial(rules(512))).isEmpty());
  }

  @Test
  void rules_without_numbers_cannot_get_one_with_a_number() {
    assertTrue(
        writing(trial("{'ipAddress':'203.0.113.0/24','action':'Allow','name':'office'}"))
            .isEmpty());
  }

  @Test
  void private_addresses_are_said_to_let_nobody_in() {
    Trial trial =
        trial("{'ipAddress':'10.0.0.0/24','action':'Allow','priority':100,'name':'inside'}");
    Option allow = trial.find("AllowGatewayAddressInApp");
    assertTrue(allow.guidance().toString().contains("inside of shop-app names private addresses"));
    trial.assertHealsAndCanBeUndone(allow);
  }

  @Test
  void where_a_rule_names_the_subnet_already_its_endpoint_is_all_that_is_missing() {
    Trial trial =
        trial(
            "{'vnetSubnetResourceId':'%s/subnets/edge','action':'Allow','priority':100,'name':'edge'}"
                .formatted(Shop.VNET));
    Option endpoint = trial.find("AllowGatewaySubnetInApp");
    assertEquals(
        List.of(Shop.VNET.child("subnets", "edge")),
        endpoint.changes().stream().map(Change::resourceId).toList());
    trial.assertHealsAndCanBeUndone(endpoint);
    trial.assertHealsAndCanBeUndone(trial.find("AllowGatewayAddressInApp"));
  }

  @Test
  void an_endpoint_that_would_shut_the_gateway_out_of_another_app_is_not_added() {
    Trial alone = trial(OFFICE);
    assertTrue(alone.search("AllowGatewaySubnetInApp").isPresent());
    Trial beside = Trial.of(REFUSED, shop(OFFICE).another("198.51.100.7/32"));
    assertTrue(beside.search("AllowGatewaySubnetInApp").isEmpty());
    assertTrue(beside.find("AllowGatewayAddressInApp").recommended());
  }

  @Test
  void nothing_is_planned_where_the_gateway_gets_in_or_it_is_not_known() {
    assertTrue(writing(Trial.of(REFUSED, new AppShop())).isEmpty());
    assertTrue(writing(Trial.of(REFUSED, shop(OFFICE).restrictionsUnreadable())).isEmpty());
    assertTrue(writing(Trial.of(REFUSED, shop(OFFICE).property("state", "\"Stopped\""))).isEmpty());
    assertTrue(
        writing(Trial.of(REFUSED, shop(OFFICE).property("publicNetworkAccess", "\"Disabled\"")))
            .isEmpty());
  }

  private static AppShop shop(String rules) {
    return new AppShop()
        .setting(it -> it.put("pickHostNameFromBackendAddress", true))
        .restrict(rules);
  }

  private static Trial trial(String rules) {
    return Trial.of(REFUSED, shop(rules));
  }

  private static String rules(int count) {
    return String.join(
        ",",
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    "{'ipAddress':'203.0.113.%d/32','action':'Allow','priority':%d,'name':'r%d'}"
                        .formatted(i % 256, 100 + i, i))
            .toList());
  }

  private static List<String> writing(Trial trial) {
    return trial.plan().stream().filter(Option::writes).map(Option::id).toList();
  }

  private static JsonNode added(Change change) {
    JsonNode rules =
        Objects.requireNonNull(change.after()).at("/properties/ipSecurityRestrictions");
    return rules.get(rules.size() - 1);
  }
}
