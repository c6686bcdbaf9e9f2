package io.gatewayresponder.resolution;

import static io.gatewayresponder.resolution.ListenerShop.PORTS;
import static io.gatewayresponder.resolution.ListenerShop.after;
import static io.gatewayresponder.resolution.ListenerShop.certificate;
import static io.gatewayresponder.resolution.ListenerShop.listener;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Shop;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Family E, listeners that are there: evidence in, changes out. */
class ListenerPlanTest {
  private static final String CLASH = "3.1 listener shop";

  @Test
  void plain_http_on_443_moves_to_a_port_of_its_own_and_the_old_port_stays() {
    Mending shop = new Mending(speaking("Http", 443));
    Option move = shop.option("MoveListener");
    assertEquals("MoveListener:shop", move.id());
    assertTrue(move.recommended());
    assertEquals(
        List.of(
            "httpListeners[shop].frontendPort.id: "
                + lower(PORTS + "port-443")
                + " -> "
                + lower(PORTS + "port-80"),
            "frontendPorts[port-80].port: null -> 80"),
        Mending.differences(move));
    assertFalse(shop.resolutions().contains("ChangeListenerProtocol"), "there is no certificate");
    shop.assertMends(move, CLASH);
  }

  @Test
  void a_port_that_stands_unused_is_taken() {
    Mending shop = new Mending(port(speaking("Http", 443), "eight", 8080));
    Option move = shop.option("MoveListener");
    assertEquals("8080", move.parameters().get(0).value());
    assertTrue(move.parameters().get(0).reason().contains("no listener uses it"));
    assertEquals(
        List.of(
            "httpListeners[shop].frontendPort.id: "
                + lower(PORTS + "port-443")
                + " -> "
                + lower(PORTS + "eight")),
        Mending.differences(move));
    shop.assertMends(move, CLASH);
  }

  @Test
  void listeners_of_one_port_move_together_and_no_other_one_does() {
    Shop shop = port(named(speaking("Http", 443), "shop.example"), "port-80", 80);
    listener(shop, "api", "Http", "port-443", "api.example");
    listener(shop, "old", "Http", "port-80", "old.example");
    Mending mending = new Mending(shop);
    Option move = mending.option("MoveListener");
    assertEquals("MoveListener:shop+api", move.id());
    assertEquals("80", move.parameters().get(0).value(), "their hosts tell them apart");
    assertTrue(
        Mending.differences(move).stream().noneMatch(one -> one.contains("[old]")),
        Mending.differences(move).toString());
    mending.assertMends(move, CLASH);
  }

  @Test
  void a_port_that_others_would_lose_is_not_guessed_and_not_taken() {
    Shop shop = port(speaking("Http", 443), "port-80", 80);
    listener(shop, "old", "Http", "port-80", "old.example");
    Mending mending = new Mending(shop);
    assertEquals("8080", mending.option("MoveListener").parameters().get(0).value());
    Option taken = mending.answered("MoveListener", "port", "80");
    assertFalse(taken.writes());
    assertTrue(taken.guidance().get(0).contains("taken by listener old"));
    assertFalse(mending.answered("MoveListener", "port", "443").writes());
    assertTrue(mending.answered("MoveListener", "port", "8888").writes());
  }

  @Test
  void hostile_ports_never_reach_a_change() {
    Mending shop = new Mending(speaking("Http", 443));
    Parameter port = shop.option("MoveListener").parameters().get(0);
    for (String wrong : List.of("0", "65200", "-80", "80;81", "0x50", "")) {
      assertTrue(port.complaint(wrong).isPresent(), wrong);
      assertEquals(
          "80", shop.answered("MoveListener", "port", wrong).parameters().get(0).value(), wrong);
    }
  }

  @Test
  void a_certificate_that_no_listener_shows_speaks_for_https() {
    Mending shop = new Mending(certificate(speaking("Http", 443), "shop-cert"));
    Option change = shop.option("ChangeListenerProtocol");
    assertTrue(change.recommended());
    assertFalse(shop.option("MoveListener").recommended());
    assertEquals(
        List.of(
            "httpListeners[shop].protocol: Http -> Https",
            "httpListeners[shop].requireServerNameIndication: null -> false",
            "httpListeners[shop].sslCertificate.id: null -> "
                + lower(Shop.GATEWAY + "/sslCertificates/shop-cert")),
        Mending.differences(change));
    shop.assertMends(change, CLASH);
  }

  @Test
  void an_unused_port_speaks_for_a_move_and_the_certificate_is_chosen() {
    Shop shop = port(named(speaking("Http", 443), "shop.example"), "port-80", 80);
    certificate(certificate(shop, "one"), "two");
    Mending mending = new Mending(shop);
    assertTrue(mending.option("MoveListener").recommended());
    Option change = mending.answered("ChangeListenerProtocol", "certificate", "two");
    assertFalse(change.recommended());
    assertTrue(
        Mending.differences(change)
            .contains("httpListeners[shop].requireServerNameIndication: null -> true"));
    assertTrue(
        Mending.differences(change).toString().contains("/sslcertificates/two"),
        Mending.differences(change).toString());
    Parameter certificate = change.parameters().get(0);
    assertTrue(certificate.complaint("three").isPresent());
  }

  @Test
  void https_on_80_moves_to_443_rather_than_to_plain_text() {
    Shop shop = certificate(speaking("Https", 80), "shop-cert");
    shop.gateway(
        properties ->
            ((ObjectNode) properties.at("/httpListeners/0/properties"))
                .put("requireServerNameIndication", true)
                .putObject("sslCertificate")
                .put("id", Shop.GATEWAY + "/sslCertificates/shop-cert"));
    Mending mending = new Mending(shop);
    Option move = mending.option("MoveListener");
    assertTrue(move.recommended());
    assertEquals("443", move.parameters().get(0).value());
    mending.assertMends(move, CLASH);
    Option change = mending.option("ChangeListenerProtocol");
    assertEquals(Option.Risk.HIGH, change.risk());
    assertEquals(
        List.of(
            "httpListeners[shop].protocol: Https -> Http",
            "httpListeners[shop].requireServerNameIndication: true -> false",
            "httpListeners[shop].sslCertificate.id: "
                + lower(Shop.GATEWAY + "/sslCertificates/shop-cert")
                + " -> null"),
        Mending.differences(change));
    mending.assertMends(change, CLASH);
  }

  @Test
  void clients_get_in_below_the_rule_that_keeps_them_out() {
    Mending shop =
        new Mending(
            open("in 200 Inbound Allow Tcp Internet * 80", "block 105 Inbound Deny Tcp * * 80"));
    Option allow = shop.option("AllowClients");
    assertEquals("AllowClients:edge-nsg/block/80", allow.id());
    assertTrue(allow.recommended());
    assertEquals(
        Json.of(
            """
            {
              'name': 'allow-clients-80',
              'properties': {
                'description': 'Lets clients reach the application gateway\\u0027s listeners.',
                'access': 'Allow',
                'direction': 'Inbound',
                'priority': 104,
                'protocol': 'Tcp',
                'sourceAddressPrefix': 'Internet',
                'sourcePortRange': '*',
                'destinationAddressPrefix': '10.0.0.0/24',
                'destinationPortRange': '80'
              }
            }
            """),
        allow.changes().get(0).after());
    assertEquals(List.of(CLASH.substring(4)), allow.cures().stream().map(Cure::subject).toList());
    shop.assertMends(allow, CLASH);
  }

  @Test
  void the_default_deny_is_answered_by_the_highest_number() {
    Mending shop = new Mending(open());
    Option allow = shop.option("AllowClients");
    assertEquals(4096, priority(allow));
    shop.assertMends(allow, CLASH);
  }

  @Test
  void one_rule_that_keeps_clients_from_two_ports_is_answered_by_one() {
    Shop shop = port(open("block 300 Inbound Deny * * * *"), "port-8080", 8080);
    listener(shop, "api", "Http", "port-8080", "");
    Mending mending = new Mending(shop);
    Option allow = mending.option("AllowClients");
    assertEquals(1, allow.changes().size());
    assertEquals(Json.of("['80', '8080']"), after(allow).at("/properties/destinationPortRanges"));
    assertEquals(299, priority(allow));
    mending.assertMends(allow, CLASH);
  }

  @Test
  void a_deny_at_the_first_number_leaves_no_room() {
    Mending shop = new Mending(open("block 100 Inbound Deny * * * *"));
    assertFalse(shop.resolutions().contains("AllowClients"));
    assertTrue(shop.resolutions().contains("GuideRouting"));
  }

  @Test
  void a_listener_that_contradicts_itself_moves_before_anyone_is_let_in() {
    Shop shop = open("in 200 Inbound Allow Tcp Internet * 80", "out 201 Inbound Deny * * * *");
    shop.gateway(
        properties -> ((ObjectNode) properties.at("/frontendPorts/0/properties")).put("port", 443));
    Mending mending = new Mending(shop);
    assertFalse(mending.resolutions().contains("AllowClients"));
    Option move = mending.option("MoveListener");
    assertEquals("80", move.parameters().get(0).value());
    assertTrue(move.recommended());
    mending.assertMends(move, CLASH);
    Option elsewhere = mending.answered("MoveListener", "port", "8080");
    assertFalse(elsewhere.recommended());
    assertTrue(elsewhere.guidance().get(0).contains("lets no client in"));
  }

  private static Shop speaking(String protocol, int port) {
    return new Shop()
        .gateway(
            properties -> {
              ObjectNode only = (ObjectNode) properties.at("/frontendPorts/0");
              only.put("name", "port-" + port).withObject("/properties").put("port", port);
              ((ObjectNode) properties.at("/httpListeners/0/properties"))
                  .put("protocol", protocol)
                  .putObject("frontendPort")
                  .put("id", PORTS + "port-" + port);
            });
  }

  private static Shop named(Shop shop, String host) {
    return shop.gateway(
        properties ->
            ((ObjectNode) properties.at("/httpListeners/0/properties")).put("hostName", host));
  }

  private static Shop port(Shop shop, String name, int port) {
    return shop.gateway(
        properties ->
            properties
                .withArray("frontendPorts")
                .add(Shop.json("{'name':'%s','properties':{'port':%d}}".formatted(name, port))));
  }

  /** A public front end, and these rules for its subnet. */
  private static Shop open(String... rules) {
    Shop shop =
        new Shop()
            .gateway(
                properties ->
                    ((ObjectNode) properties.at("/frontendIPConfigurations/0"))
                        .putObject("properties")
                        .putObject("publicIPAddress")
                        .put("id", Shop.NETWORK + "/publicIPAddresses/shop-ip"));
    for (String rule : rules) {
      shop.addRule(Shop.EDGE_NSG, rule);
    }
    return shop;
  }

  private static int priority(Option option) {
    return after(option).at("/properties/priority").asInt();
  }

  private static String lower(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
