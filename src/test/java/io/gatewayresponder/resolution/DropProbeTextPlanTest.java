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
    Option option =
        shop.plan(cause("2c.x4")).stream()
            .filter(one -> one.id().equals("DropProbeText:shop-probe"))
            .findFirst()
            .orElseThrow();
    assertFalse(option.recommended(), "the servers may be right");
    assertEquals(Option.Risk.MEDIUM, option.risk());
    assertEquals(
        List.of("probes[shop-probe].match.body: all well -> null"), shop.differences(option));
    assertTrue(option.sideEffects().contains(ProbeWords.ANY_TEXT_COUNTS));
    shop.assertHeals(option, cause("2c.x4"));
  }

  @Test
  void a_probe_without_a_text_has_none_to_drop() {
    ProbeShop shop = new ProbeShop().probed("shop-probe", "/page");
    assertTrue(
        shop.plan(cause("2c.x4")).stream()
            .noneMatch(option -> option.resolution().equals("DropProbeText")));
  }
}
