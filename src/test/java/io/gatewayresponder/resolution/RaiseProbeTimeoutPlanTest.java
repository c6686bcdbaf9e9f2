package io.gatewayresponder.resolution;

import static io.gatewayresponder.resolution.ProbeShop.cause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RaiseProbeTimeoutPlanTest {
  private static final String ID = "RaiseProbeTimeout:shop-probe";

  private static ProbeShop slow(int present, int answersAfter) {
    ProbeShop shop =
        new ProbeShop().probed("shop-probe", "/page").page("/page", 200, answersAfter, "");
    shop.newestProbe().put("timeout", present);
    return shop;
  }

  @Test
  void the_shortest_usual_time_that_is_enough_is_taken() {
    ProbeShop shop = slow(5, 9);
    Option option = shop.plan(cause("2c-1.2")).get(0);
    assertEquals(ID, option.id());
    assertTrue(option.recommended());
    assertEquals(List.of("probes[shop-probe].timeout: 5 -> 30"), shop.differences(option));
    assertEquals(
        "every server answered 200 within 30 s when the gateway tried it",
        option.parameters().get(0).reason());
    shop.assertHeals(option, cause("2c-1.2"));
  }

  @Test
  void the_interval_grows_with_it_and_that_is_said() {
    ProbeShop shop = slow(30, 31);
    Option option = shop.plan(cause("2c-1.2")).get(0);
    assertEquals(
        List.of("probes[shop-probe].interval: 30 -> 65", "probes[shop-probe].timeout: 30 -> 60"),
        shop.differences(option));
    assertTrue(option.sideEffects().toString().contains("every 65 s instead of every 30 s"));
    assertTrue(option.guidance().toString().contains("through plain are given up after 30 s"));
    shop.assertHeals(option, cause("2c-1.2"));
  }

  @Test
  void the_default_probe_is_made_custom_for_it() {
    ProbeShop shop = new ProbeShop().page("/", 200, 40, "");
    Option option = shop.plan(cause("2c-1.2")).get(0);
    assertEquals("RaiseProbeTimeout:plain", option.id());
    assertEquals(
        Json.of(
            """
            {'protocol': 'Http', 'path': '/', 'interval': 65, 'timeout': 60,
             'unhealthyThreshold': 3, 'pickHostNameFromBackendHttpSettings': false,
             'host': '127.0.0.1', 'minServers': 0, 'match': {'statusCodes': ['200-399']}}
            """),
        shop.applied(option).at("/properties/probes/0/properties"));
    shop.assertHeals(option, cause("2c-1.2"));
  }

  @Test
  void what_takes_longer_than_a_minute_is_not_recommended() {
    ProbeShop shop = slow(30, 61);
    Option option = shop.plan(cause("2c-1.2")).get(0);
    assertFalse(option.recommended());
    assertEquals("120", option.parameters().get(0).value());
    assertEquals(1, shop.tried().size());
    shop.assertHeals(option, cause("2c-1.2"));
  }

  @Test
  void where_nothing_can_be_tried_the_next_longer_time_is_a_guess() {
    ProbeShop shop = slow(30, 31);
    Option option = shop.plan(shop.blindSight(), Answers.none(), cause("2c-1.2")).get(0);
    assertEquals("60", option.parameters().get(0).value());
    assertTrue(option.parameters().get(0).reason().contains("not tried"));
    assertTrue(option.recommended());
  }

  @Test
  void a_probe_that_waits_for_a_minute_already_waits_twice_as_long() {
    ProbeShop shop = slow(60, 61);
    Option option = shop.plan(cause("2c-1.2")).get(0);
    assertEquals("120", option.parameters().get(0).value());
    assertEquals(List.of(), shop.tried());
    shop.assertHeals(option, cause("2c-1.2"));
  }

  @Test
  void the_longest_time_out_there_is_cannot_be_raised() {
    assertEquals(List.of(), slow(86_400, 90_000).plan(cause("2c-1.2")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "4", "0", "-1", "86401", "9e9", "ten", ""})
  void times_that_are_no_longer_or_too_long_are_refused(String hostile) {
    ProbeShop shop = slow(5, 9);
    Option option =
        shop.plan(shop.sight(), Answers.to(ID, Map.of("timeoutSeconds", hostile)), cause("2c-1.2"))
            .get(0);
    assertEquals("30", option.parameters().get(0).value());
    assertTrue(option.parameters().get(0).complaint(hostile).isPresent());
  }

  @ParameterizedTest
  @CsvSource({"6, 30", "30, 30", "31, 36", "86400, 86400"})
  void the_interval_is_never_shorter_than_the_time_out(String seconds, int interval) {
    ProbeShop shop = slow(5, 5);
    shop.page("/page", 200, 6, "");
    Option option =
        shop.plan(shop.sight(), Answers.to(ID, Map.of("timeoutSeconds", seconds)), cause("2c-1.2"))
            .get(0);
    assertEquals(
        interval, shop.applied(option).at("/properties/probes/0/properties/interval").asInt());
    shop.assertHeals(option, cause("2c-1.2"));
  }
}
