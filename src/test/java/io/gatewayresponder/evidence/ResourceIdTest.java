package io.gatewayresponder.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an id, and what is something else from outside. */
class ResourceIdTest {
  private static final String GROUP =
      "/subscriptions/10000000-0000-4000-8000-00000000000A/resourceGroups/shop-edge";
  private static final String NETWORK = GROUP + "/providers/Microsoft.Network/";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "applicationGateways/shop",
        "virtualNetworks/shop (new)/subnets/über",
        "networkInterfaces/nic1/ipConfigurations/one.two_three"
      })
  void an_id_is_read_in_any_casing_and_keeps_its_own(String rest) {
    String text = NETWORK + rest;
    ResourceId id = ResourceId.of(text);
    assertEquals(text, id.toString());
    assertEquals(id, ResourceId.of(text.toUpperCase(java.util.Locale.ROOT)));
    assertEquals("shop-edge", id.resourceGroup());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "applicationGateways",
        "applicationGateways/",
        "applicationGateways/a/",
        "applicationGateways/a/b/",
        "applicationGateways//",
        "applicationGateways/a/b",
        "applicationGateways/a?b",
        "applicationGateways/a#b",
        "applicationGateways/a%2fb",
        "applicationGateways/a\\b",
        "applicationGateways/a\nb",
        "applicationGateways/a\u0085b",
        "applicationGateways/a\u009bb",
        "application-gateways/a",
        "a/b",
        "1gateways/a"
      })
  void what_is_no_id_is_none(String rest) {
    assertTrue(ResourceId.find(NETWORK + rest).isEmpty());
  }

  @Test
  void what_is_before_the_type_has_its_form() {
    String rest = "/providers/Microsoft.Network/applicationGateways/shop";
    assertTrue(ResourceId.find(GROUP + rest).isPresent());
    assertFalse(ResourceId.find("x" + GROUP + rest).isPresent());
    assertFalse(ResourceId.find(GROUP + "/" + rest).isPresent());
    assertFalse(ResourceId.find(GROUP.replace("000A", "000Z") + rest).isPresent());
    assertFalse(ResourceId.find(GROUP.replace("000A", "00A") + rest).isPresent());
    assertFalse(ResourceId.find(GROUP + rest.replace("Network", "Net/work")).isPresent());
    assertFalse(ResourceId.find(GROUP + "x".repeat(90) + rest).isPresent());
    assertFalse(ResourceId.find(GROUP + rest + "p".repeat(260)).isPresent());
  }

  @Test
  void parts_of_an_id_are_told() {
    ResourceId rule = ResourceId.of(NETWORK + "networkSecurityGroups/edge/securityRules/Deny");
    assertEquals("10000000-0000-4000-8000-00000000000a", rule.subscription());
    assertEquals("shop-edge", rule.resourceGroup());
    assertEquals("Microsoft.Network/networkSecurityGroups/securityRules", rule.type());
    assertTrue(rule.isType("microsoft.network/NETWORKsecuritygroups/securityRules"));
    assertEquals("Deny", rule.name());
  }

  /** The capital I with a dot is one letter, and two in lower case. */
  @ParameterizedTest
  @ValueSource(strings = {"edge", "EDGE", "\u0130stanbul"})
  void a_part_knows_the_resource_that_it_is_of(String name) {
    ResourceId group = ResourceId.of(NETWORK + "networkSecurityGroups/" + name);
    ResourceId rule = group.child("securityRules", "Deny");
    assertEquals(group, rule.root());
    assertEquals(group.toString(), rule.root().toString());
    assertEquals(group.hashCode(), rule.root().hashCode());
    assertEquals(group, rule.parent());
    assertEquals(group, group.root());
    assertEquals(group, group.parent());
    assertEquals("Microsoft.Network/networkSecurityGroups", group.type());
  }
}
