package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Subject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Family A, rules that name instances, and what the guide proposes beside. */
class ReplaceInstanceAddressesPlanTest {
  private static final Diagnosis BLOCKED =
      Examples.diagnosis(Examples.finding("2c-1.1", new Subject.Pair("web", "web-http"), Family.A));

  @Test
  void single_addresses_become_the_subnets_range_and_other_sources_stay() {
    Shop shop =
        oldInstances("'sourceAddressPrefixes':['10.0.0.31','192.168.7.0/24','10.0.0.45/32']");
    Trial trial = Trial.of(BLOCKED, shop);
    Option replace = trial.find("ReplaceInstanceAddresses");
    assertTrue(replace.recommended());
    assertEquals("ReplaceInstanceAddresses:web-nsg/AllowInstances", replace.id());
    assertEquals(1, replace.changes().size());
    Change put = replace.changes().get(0);
    JsonNode before = shop.document(Shop.WEB_NSG).at("/properties/securityRules/0");
    assertEquals(before, put.before());
    ObjectNode expected = (ObjectNode) Volatile.body(before);
    expected
        .withObject("/properties")
        .set("sourceAddressPrefixes", Json.of("['10.0.0.0/24','192.168.7.0/24']"));
    assertEquals(expected, put.after());
    trial.assertHealsAndCanBeUndone(replace);
    assertFalse(trial.find("AllowGatewaySubnet").recommended());
  }

  @Test
  void one_range_alone_stands_in_the_singular_field() {
    Trial trial =
        Trial.of(BLOCKED, oldInstances("'sourceAddressPrefixes':['10.0.0.31','10.0.0.45']"));
    Option replace = trial.find("ReplaceInstanceAddresses");
    JsonNode properties =
        Objects.requireNonNull(replace.changes().get(0).after()).path("properties");
    assertEquals("10.0.0.0/24", properties.path("sourceAddressPrefix").asText());
    assertFalse(properties.has("sourceAddressPrefixes"));
    trial.assertHealsAndCanBeUndone(replace);
  }

  @Test
  void a_wider_range_is_offered_and_not_recommended() {
    Trial trial = Trial.of(BLOCKED, oldInstances("'sourceAddressPrefix':'10.0.0.128/25'"));
    assertFalse(trial.find("ReplaceInstanceAddresses").recommended());
    assertTrue(trial.find("AllowGatewaySubnet").recommended());
  }

  @Test
  void addresses_of_others_and_other_ports_are_not_touched() {
    assertTrue(
        Trial.of(BLOCKED, oldInstances("'sourceAddressPrefix':'10.9.0.31'"))
            .search("ReplaceInstanceAddresses")
            .isEmpty());
    Shop shop =
        new Shop()
            .addRule(Shop.WEB_NSG, "ssh 101 Inbound Allow Tcp 10.0.0.31 * 22")
            .addRule(Shop.WEB_NSG, "late 300 Inbound Allow Tcp 10.0.0.31 * 8080")
            .addRule(Shop.WEB_NSG, "block 102 Inbound Deny * 10.0.0.0/24 * *");
    assertTrue(Trial.of(BLOCKED, shop).search("ReplaceInstanceAddresses").isEmpty());
  }

  @Test
  void a_plan_clears_a_rule_for_every_pair_that_it_refuses() {
    Shop shop = new Shop().addRule(Shop.WEB_NSG, "deny-all 300 Inbound Deny Tcp * * *");
    shop.gateway(
        properties -> {
          String pool = Shop.GATEWAY + "/backendAddressPools/late";
          properties
              .withArray("backendAddressPools")
              .add(
                  Shop.json(
                      "{'id':'%s','name':'late','properties':{'backendAddresses':[{'ipAddress':'10.0.1.9'}]}}"
                          .formatted(pool)));
          ObjectNode rule = ((ObjectNode) properties.at("/requestRoutingRules/0")).deepCopy();
          rule.put("name", "late").withObject("/properties/backendAddressPool").put("id", pool);
          properties.withArray("requestRoutingRules").add(rule);
        });
    shop.put(Shop.nic("late-nic", "10.0.1.9"));
    shop.subnet(
        1,
        subnet ->
            subnet
                .withArray("ipConfigurations")
                .addObject()
                .put("id", Shop.nicId("late-nic") + "/ipConfigurations/primary"));
    Option allow = Trial.of(BLOCKED, shop).find("AllowGatewaySubnet");
    assertEquals(
        Json.of("['10.0.1.4','10.0.1.5','10.0.1.9']"),
        Objects.requireNonNull(allow.changes().get(0).after())
            .at("/properties/destinationAddressPrefixes"));
    assertEquals(
        List.of(List.of("web~web-http"), List.of("late~web-http")),
        allow.cures().stream().map(Cure::pairs).toList());
    Trial.of(BLOCKED, shop).assertHealsAndCanBeUndone(allow);
  }

  @Test
  void draining_is_offered_beside_and_says_that_it_mends_nothing() {
    Shop shop = oldInstances("'sourceAddressPrefix':'10.0.0.31'");
    Trial trial = Trial.of(BLOCKED, shop);
    Option drain = trial.find("EnableConnectionDraining");
    assertFalse(drain.recommended());
    assertTrue(drain.cures().isEmpty());
    assertTrue(drain.recovery().contains("mends nothing"));
    assertEquals(Json.of("{'enabled':true,'drainTimeoutInSec':60}"), draining(drain));
    JsonNode before = shop.document(Shop.GATEWAY).deepCopy();
    trial.apply(drain.changes());
    assertEquals(
        new Proof(List.of(), List.of()),
        Proof.of(Shop.GATEWAY, before, shop.document(Shop.GATEWAY), drain.changes()));
    assertTrue(trial.search("EnableConnectionDraining").isEmpty());
    trial.apply(drain.undo());
    assertTrue(Proof.of(Shop.GATEWAY, before, shop.document(Shop.GATEWAY), List.of()).proven());
  }

  @Test
  void draining_takes_whole_seconds_up_to_an_hour() {
    Trial trial = Trial.of(BLOCKED, oldInstances("'sourceAddressPrefix':'10.0.0.31'"));
    assertEquals(3600, seconds(trial, "3600"));
    assertEquals(1, seconds(trial, "1"));
    for (String hostile : List.of("0", "3601", "-1", "60s", "", "6e1", "99999999999")) {
      assertEquals(60, seconds(trial, hostile), hostile);
    }
  }

  @Test
  void draining_is_not_offered_where_no_rule_names_instances() {
    Shop shop = new Shop().addRule(Shop.WEB_NSG, "deny-8080 300 Inbound Deny Tcp * * 8080");
    assertTrue(Trial.of(BLOCKED, shop).search("EnableConnectionDraining").isEmpty());
  }

  private static int seconds(Trial trial, String entered) {
    Answers answers =
        Answers.to("EnableConnectionDraining:web-http", Map.of("drainTimeoutSeconds", entered));
    return trial.plan(answers).stream()
        .filter(option -> option.resolution().equals("EnableConnectionDraining"))
        .findFirst()
        .map(option -> draining(option).path("drainTimeoutInSec").asInt())
        .orElseThrow();
  }

  private static JsonNode draining(Option option) {
    return Objects.requireNonNull(option.changes().get(0).after())
        .at("/properties/backendHttpSettingsCollection/0/properties/connectionDraining");
  }

  private static Shop oldInstances(String sources) {
    ObjectNode allow =
        Shop.json(
            """
            {'name':'AllowInstances','etag':'W/1','properties':{'priority':101,'direction':'Inbound',
              'access':'Allow','protocol':'Tcp',%s,'destinationAddressPrefix':'*',
              'sourcePortRange':'*','destinationPortRange':'8080','fieldOfNextYear':'kept'}}
            """
                .formatted(sources));
    return new Shop()
        .addRule(Shop.WEB_NSG, allow)
        .addRule(Shop.WEB_NSG, "BlockOthers 102 Inbound Deny * 10.0.0.0/24 * *");
  }
}
