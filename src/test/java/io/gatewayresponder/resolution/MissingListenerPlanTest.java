package io.gatewayresponder.resolution;

import static io.gatewayresponder.resolution.ListenerShop.after;
import static io.gatewayresponder.resolution.ListenerShop.certificate;
import static io.gatewayresponder.resolution.ListenerShop.listener;
import static io.gatewayresponder.resolution.ListenerShop.served;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Shop;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Family E, a listener that is missing: evidence in, changes out. */
class MissingListenerPlanTest {
  @Test
  void a_missing_listener_is_made_again_at_the_unused_port() {
    Mending shop = new Mending(withoutListener());
    Option add = shop.option("AddListener");
    assertTrue(add.recommended());
    assertEquals(
        Json.of(
            """
            {
              'name': 'shop',
              'id': '%1$s/httpListeners/shop',
              'properties': {
                'frontendIPConfiguration': {'id': '%1$s/frontendIPConfigurations/inside'},
                'frontendPort': {'id': '%1$s/frontendPorts/port-80'},
                'protocol': 'Http',
                'hostNames': [],
                'requireServerNameIndication': false
              }
            }
            """
                .formatted(Shop.GATEWAY)),
        after(add).at("/properties/httpListeners/0"));
    shop.assertMends(add, "3.x2 routing rule all");
    Option named = shop.answered("AddListener", "host", "www.shop.example");
    assertEquals(
        "www.shop.example",
        after(named).at("/properties/httpListeners/0/properties/hostName").asText());
    Option hostile = shop.answered("AddListener", "host", "a b\",'x");
    assertFalse(after(hostile).at("/properties/httpListeners/0/properties").has("hostName"));
  }

  @Test
  void https_is_made_with_a_certificate() {
    Shop shop = certificate(withoutListener(), "shop-cert");
    shop.gateway(
        properties -> ((ObjectNode) properties.at("/frontendPorts/0/properties")).put("port", 443));
    Mending mending = new Mending(shop);
    Option add = mending.option("AddListener");
    ObjectNode made = (ObjectNode) after(add).at("/properties/httpListeners/0/properties");
    assertEquals("Https", made.path("protocol").asText());
    assertTrue(made.at("/sslCertificate/id").asText().endsWith("/sslCertificates/shop-cert"));
    mending.assertMends(add, "3.x2 routing rule all");
    assertFalse(mending.answered("AddListener", "protocol", "Http").writes());
  }

  @Test
  void a_listener_for_every_host_takes_nothing_from_others() {
    Shop shop = withoutListener();
    listener(shop, "api", "Http", "port-80", "api.example");
    served(shop, "api", 200);
    Mending mending = new Mending(shop);
    Option add = mending.option("AddListener");
    assertFalse(add.writes(), "80 is taken, and there is no certificate for 443");
    assertTrue(add.guidance().get(0).contains("enter one"), add.guidance().toString());
    Option named =
        mending.option("AddListener", Answers.to("AddListener:all", Map.of("host", "www.example")));
    assertTrue(named.writes());
    mending.assertMends(named, "3.x2 routing rule all");
    assertFalse(
        mending
            .option("AddListener", Answers.to("AddListener:all", Map.of("host", "api.example")))
            .writes());
  }

  @Test
  void a_listener_that_has_no_rule_is_used() {
    Shop shop = withoutListener();
    listener(shop, "spare", "Http", "port-80", "");
    Mending mending = new Mending(shop);
    Option use = mending.option("UseListener");
    assertTrue(use.recommended());
    assertFalse(mending.option("AddListener").recommended());
    assertEquals(
        List.of(
            "requestRoutingRules[all].httpListener.id: "
                + lower(Shop.GATEWAY + "/httpListeners/shop")
                + " -> "
                + lower(Shop.GATEWAY + "/httpListeners/spare")),
        Mending.differences(use));
    mending.assertMends(use, "3.x2 routing rule all");
  }

  private static Shop withoutListener() {
    return new Shop().gateway(properties -> properties.putArray("httpListeners"));
  }

  private static String lower(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
