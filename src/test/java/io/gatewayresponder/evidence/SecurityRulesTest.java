package io.gatewayresponder.evidence;

import static io.gatewayresponder.evidence.Shop.NETWORK;
import static io.gatewayresponder.evidence.Shop.WEB_NSG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.NetworkPath.Blocked;
import io.gatewayresponder.evidence.NetworkPath.Open;
import io.gatewayresponder.evidence.NetworkPath.Undecided;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rule of a group is about the way to the shop's first server, and which one wins. */
class SecurityRulesTest {
  private final Shop shop = new Shop();

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

  private NetworkPath look() {
    FakeSight sight = shop.sight();
    return NetworkPath.look(sight, sight.gateway().asFound().orElseThrow(), "10.0.1.4", 8080);
  }
}
