package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.gatewayresponder.evidence.Shop;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Pools that name addresses which nothing has. */
class GoneServersPlanTest {
  private static final String FAILS =
      "Application Gateway could not connect to the backend. Check that the backend listens on the"
          + " port used for the probe.";

  @Test
  void an_address_that_nothing_has_is_taken_out_and_the_others_stay_as_they_are() {
    Mending shop = new Mending(pool("10.0.1.4=Healthy=Success", "10.0.1.9=Unhealthy=" + FAILS));
    Option out = shop.option("TakeOutServers");
    assertEquals("TakeOutServers:web", out.id());
    assertTrue(out.recommended());
    assertEquals(List.of("10.0.1.4"), addresses(out));
    assertEquals(
        "Pool web sends requests to 10.0.1.9, and nothing in subnet web has that address.",
        out.why());
    assertEquals(
        List.of(new Cure("2c-1.x13", "pool web through setting web-http", List.of("web~web-http"))),
        out.cures());
    assertTrue(out.sideEffects().get(0).contains("1 other server:"));
    shop.assertWritesAndUndoes(
        out, () -> assertFalse(shop.resolutions().contains("TakeOutServers"), "nothing is left"));
  }

  @Test
  void the_last_server_is_replaced_and_never_taken_out() {
    Mending shop = new Mending(pool("10.0.1.9=Unhealthy=" + FAILS));
    assertFalse(shop.resolutions().contains("TakeOutServers"));
    Option asks = shop.option("ReplaceServers");
    assertTrue(asks.asks() && asks.recommended());
    assertEquals(List.of(), asks.changes());
    Option replaced = shop.answered("ReplaceServers", "servers", "10.0.1.5");
    assertEquals(List.of("10.0.1.5"), addresses(replaced));
    shop.assertWritesAndUndoes(
        replaced, () -> assertFalse(shop.resolutions().contains("ReplaceServers"), "it is there"));
  }

  @Test
  void others_can_come_in_its_place() {
    Mending shop = new Mending(pool("10.0.1.4=Healthy=Success", "10.0.1.9=Unhealthy=" + FAILS));
    Option replaced = shop.answered("ReplaceServers", "servers", "10.0.1.5, 10.0.1.4");
    assertEquals(List.of("10.0.1.4", "10.0.1.5"), addresses(replaced));
    assertFalse(replaced.recommended());
    for (String hostile : List.of("10.0.1.0/24", "a b", "<script>", "10.0.1.4\n10.0.1.5", "")) {
      assertFalse(shop.answered("ReplaceServers", "servers", hostile).writes(), hostile);
    }
  }

  @Test
  void nothing_is_taken_out_where_something_unseen_may_have_the_address() {
    Shop shop = pool("10.0.1.4=Healthy=Success", "10.0.1.9=Unhealthy=" + FAILS);
    shop.subnet(1, web -> web.putArray("delegations").addObject().put("name", "service"));
    List<String> resolutions = new Mending(shop).resolutions();
    assertFalse(resolutions.contains("TakeOutServers"), resolutions.toString());
    assertFalse(resolutions.contains("ReplaceServers"), resolutions.toString());
  }

  @Test
  void what_a_probe_calls_healthy_stays() {
    Mending shop =
        new Mending(
            pool(
                "10.0.1.4=Healthy=Success",
                "10.0.1.8=Healthy=Success",
                "10.0.1.9=Unhealthy=" + FAILS));
    assertEquals(List.of("10.0.1.4", "10.0.1.8"), addresses(shop.option("TakeOutServers")));
  }

  private static Shop pool(String... servers) {
    Shop shop = new Shop().servers("web", "web-http", servers);
    return shop.gateway(
        properties -> {
          ArrayNode list =
              properties
                  .withArray("/backendAddressPools/0/properties/backendAddresses")
                  .removeAll();
          for (String server : servers) {
            list.addObject().put("ipAddress", server.replaceFirst("=.*", ""));
          }
        });
  }

  private static List<String> addresses(Option option) {
    JsonNode after = Objects.requireNonNull(option.changes().get(0).after());
    return after
        .at("/properties/backendAddressPools/0/properties/backendAddresses")
        .findValuesAsText("ipAddress");
  }
}
