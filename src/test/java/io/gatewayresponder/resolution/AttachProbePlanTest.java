package io.gatewayresponder.resolution;

import static io.gatewayresponder.resolution.ProbeShop.cause;
import static io.gatewayresponder.resolution.ProbeShop.find;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttachProbePlanTest {
  private static final String ID = "AttachProbe:plain";

  @Test
  void a_probe_that_nobody_uses_and_that_succeeds_is_what_was_meant() {
    ProbeShop shop =
        new ProbeShop()
            .probe("stale", "/never", "shop.example")
            .probe("shop-probe", "/alive", "shop.example")
            .page("/alive", 200)
            .page("/health", 200);
    List<Option> options = shop.plan(cause("2b.1"));
    Option option = options.get(0);
    assertEquals(ID, option.id());
    assertTrue(option.recommended());
    assertEquals(List.of("shop-probe", "stale"), option.parameters().get(0).choices());
    assertEquals(
        List.of("backendHttpSettingsCollection[plain].probe.id: null -> …/shop-probe"),
        shop.differences(option));
    shop.assertHeals(option, cause("2b.1"));
  }

  @Test
  void one_that_does_not_succeed_is_offered_and_not_recommended() {
    ProbeShop shop = new ProbeShop().probe("stale", "/never", "shop.example").page("/health", 200);
    List<Option> options = shop.plan(cause("2b.1"));
    assertEquals("CreateProbe:plain", options.get(0).id());
    assertTrue(options.get(0).recommended());
    assertFalse(find(options, "AttachProbe").recommended());
  }

  @Test
  void a_custom_probe_is_exchanged_for_the_failing_settings_alone() {
    ProbeShop shop =
        new ProbeShop()
            .probed("shop-probe", "/gone")
            .neighbour("shop-probe")
            .pageOf("10.0.2.9", "/gone", 200)
            .probe("spare", "/alive", "shop.example")
            .page("/alive", 200);
    Option option = find(shop.plan(cause("2c.1")), "AttachProbe");
    assertEquals(
        List.of("backendHttpSettingsCollection[plain].probe.id: …/shop-probe -> …/spare"),
        shop.differences(option));
    shop.assertHeals(option, cause("2c.1"));
  }

  @Test
  void probes_that_azure_would_refuse_and_those_of_other_applications_are_not_offered() {
    ProbeShop shop =
        new ProbeShop()
            .probe("other-probe", "/other", "other.example")
            .neighbour("other-probe")
            .pageOf("10.0.2.9", "/other", 200);
    shop.probe("encrypted", "/a", "a.example").newestProbe().put("protocol", "Https");
    shop.probe("ported", "/b", "b.example").newestProbe().put("port", 9000);
    shop.probe("picking", "/c", "c.example")
        .newestProbe()
        .put("pickHostNameFromBackendHttpSettings", true);
    assertEquals(
        List.of("CreateProbe:plain"), shop.plan(cause("2b.1")).stream().map(Option::id).toList());
  }

  @Test
  void a_name_that_is_not_among_the_choices_is_refused() {
    ProbeShop shop =
        new ProbeShop().probe("shop-probe", "/alive", "shop.example").page("/alive", 200);
    Option option =
        find(
            shop.plan(shop.sight(), Answers.to(ID, Map.of("probe", "../x")), cause("2b.1")),
            "AttachProbe");
    assertEquals("shop-probe", option.parameters().get(0).value());
    assertTrue(option.parameters().get(0).complaint("../x").isPresent());
  }
}
