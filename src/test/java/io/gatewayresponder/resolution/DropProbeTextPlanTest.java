package io.gatewayresponder.resolution;

import static io.gatewayresponder.resolution.ProbeShop.cause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DropProbeTextPlanTest {
  private static ProbeShop shop() {
    ProbeShop shop =
        new ProbeShop().probed("shop-probe", "/page").page("/page", 200, 0, "maintenance");
    shop.newestProbe()
        .putObject("match")
        .put("body", "all well")
        .putArray("statusCodes")
        .add("200-299");
    return shop;
  }

  @Test
  void the_status_alone_decides_and_the_codes_stay() {
    ProbeShop shop = shop();
    Option option = shop.plan(cause("2c.x4")).get(0);
    assertEquals("DropProbeText:shop-probe", option.id());
    assertTrue(option.recommended());
    assertEquals(Option.Risk.MEDIUM, option.risk());
    assertEquals(
        List.of("probes[shop-probe].match.body: all well -> null"), shop.differences(option));
    assertTrue(option.sideEffects().contains(ProbeWords.ANY_TEXT_COUNTS));
    shop.assertHeals(option, cause("2c.x4"));
  }

  @Test
  void what_does_not_heal_when_tried_is_not_recommended() {
    ProbeShop shop = shop();
    FakeSight sight = shop.sight();
    FakeSight worse = sight.trying(probe -> shop.page("/page", 500).blindSight().backendHealth());
    assertFalse(shop().plan(worse, Answers.none(), cause("2c.x4")).get(0).recommended());
  }

  @Test
  void a_probe_without_a_text_has_none_to_drop() {
    ProbeShop shop = new ProbeShop().probed("shop-probe", "/page");
    assertTrue(
        shop.plan(cause("2c.x4")).stream()
            .noneMatch(option -> option.resolution().equals("DropProbeText")));
  }
}
