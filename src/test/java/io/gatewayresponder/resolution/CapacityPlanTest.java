package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.GatewayMetrics.Point;
import io.gatewayresponder.evidence.GatewayMetrics.Series;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Family H: evidence in, changes out. */
class CapacityPlanTest {
  private static final Instant NEWEST = Instant.parse("2026-11-23T10:00:00Z");
  private static final String AUTOSCALE = "RaiseAutoscaleCeiling";
  private static final String FIXED = "RaiseInstanceCount";

  @Test
  void a_ceiling_goes_up_to_half_as_much_again_as_was_measured() {
    Mending shop = units(autoscale(10), 99);
    Option raise = shop.option(AUTOSCALE);
    assertTrue(raise.recommended());
    assertEquals("RaiseAutoscaleCeiling:shop-gateway", raise.id());
    assertEquals(
        List.of("autoscaleConfiguration.maxCapacity: 10 -> 15"), Mending.differences(raise));
    Parameter instances = raise.parameters().get(0);
    assertEquals(11, instances.least());
    assertEquals(125, instances.most());
    assertTrue(instances.reason().contains("99.0 capacity units"), instances.reason());
    shop.assertMends(raise, "4.1 gateway");
  }

  @Test
  void a_gateway_without_a_maximum_has_twenty_instances_and_gets_one_written() {
    Mending shop = units(autoscale(0), 200);
    Option raise = shop.option(AUTOSCALE);
    assertEquals(
        List.of("autoscaleConfiguration.maxCapacity: null -> 30"), Mending.differences(raise));
    shop.assertMends(raise, "4.1 gateway");
  }

  @Test
  void a_fixed_number_goes_up() {
    Mending shop = units(new Shop(), 20);
    Option raise = shop.option(FIXED);
    assertTrue(raise.recommended());
    assertEquals(List.of("sku.capacity: 2 -> 3"), Mending.differences(raise));
    assertTrue(raise.sideEffects().get(0).contains("billed"));
    shop.assertMends(raise, "4.2 gateway");
  }

  @Test
  void the_first_generation_has_at_most_32() {
    Shop first = new Shop();
    first.gateway(
        properties ->
            properties
                .withObject("/sku")
                .put("tier", "Standard")
                .put("name", "Standard_Medium")
                .put("capacity", 30));
    Mending shop = new Mending(first, sight -> sight.metrics(busy("CpuUtilization", 95)));
    Option raise = shop.option(FIXED);
    assertEquals(List.of("sku.capacity: 30 -> 32"), Mending.differences(raise));
    assertEquals(32, raise.parameters().get(0).most());
    assertTrue(raise.parameters().get(0).reason().contains("at most 32"));
  }

  @Test
  void a_person_may_choose_less_and_hears_that_it_does_not_do() {
    Mending shop = units(autoscale(10), 120);
    Option raise = shop.answered(AUTOSCALE, "instances", "11");
    assertEquals(
        List.of("autoscaleConfiguration.maxCapacity: 10 -> 11"), Mending.differences(raise));
    assertFalse(raise.recommended());
    assertTrue(raise.guidance().get(0).contains("still be at the ceiling"));
    assertTrue(shop.answered(AUTOSCALE, "instances", "14").recommended());
  }

  @Test
  void values_out_of_bounds_or_hostile_never_reach_a_change() {
    Mending shop = units(autoscale(10), 99);
    Parameter instances = shop.option(AUTOSCALE).parameters().get(0);
    for (String wrong : List.of("10", "126", "-1", "1e3", "12; drop", "", " ", "99999999999")) {
      assertTrue(instances.complaint(wrong).isPresent(), wrong);
      assertEquals(
          List.of("autoscaleConfiguration.maxCapacity: 10 -> 15"),
          Mending.differences(shop.answered(AUTOSCALE, "instances", wrong)));
    }
    assertTrue(instances.complaint("11").isEmpty());
    assertTrue(instances.complaint("125").isEmpty());
  }

  @Test
  void the_subnet_bounds_the_number() {
    // 32 addresses, of which Azure keeps 5 and the private front end takes 1.
    Shop small = autoscale(20).subnet(0, edge -> edge.put("addressPrefix", "10.0.0.0/27"));
    Option raise = units(small, 200).option(AUTOSCALE);
    assertEquals(26, raise.parameters().get(0).most());
    assertEquals("26", raise.parameters().get(0).value());
    assertTrue(raise.parameters().get(0).reason().contains("10.0.0.0/27"));
    assertTrue(raise.recommended());
  }

  @Test
  void a_bound_number_that_does_not_do_is_not_recommended() {
    Shop small = autoscale(20).subnet(0, edge -> edge.put("addressPrefix", "10.0.0.0/27"));
    Option raise = units(small, 240).option(AUTOSCALE);
    assertEquals("26", raise.parameters().get(0).value());
    assertFalse(raise.recommended());
    assertTrue(raise.guidance().get(0).contains("larger subnet"), raise.guidance().toString());
  }

  @Test
  void a_full_subnet_leaves_only_words() {
    Shop full = autoscale(10).subnet(0, edge -> edge.put("addressPrefix", "10.0.0.0/28"));
    Option none = units(full, 99).option(AUTOSCALE);
    assertFalse(none.writes() || none.asks() || none.recommended());
    assertTrue(none.guidance().get(0).contains("addresses for 10 instances"));
    Shop next = autoscale(9).subnet(0, edge -> edge.put("addressPrefix", "10.0.0.0/28"));
    assertEquals("10", units(next, 90).option(AUTOSCALE).parameters().get(0).value());
  }

  @Test
  void what_is_not_known_of_the_subnet_is_said() {
    Mending shop =
        new Mending(
            autoscale(10),
            sight ->
                sight.metrics(busy("CapacityUnits", 99)).unreadable(Shop.VNET, Look.Why.FORBIDDEN));
    Option raise = shop.option(AUTOSCALE);
    assertTrue(raise.recommended());
    assertTrue(raise.guidance().toString().contains("could not be read"));
    Shop shared =
        autoscale(10)
            .subnet(
                0,
                edge ->
                    edge.withArray("applicationGatewayIPConfigurations")
                        .addObject()
                        .put(
                            "id",
                            Shop.NETWORK
                                + "/applicationGateways/other/gatewayIPConfigurations/ip"));
    assertTrue(
        units(shared, 99).option(AUTOSCALE).guidance().toString().contains("shared with other"));
  }

  @Test
  void a_load_that_has_gone_down_needs_nothing() {
    Mending busy = units(autoscale(10), 99);
    FakeSight quiet = autoscale(10).sight().metrics(busy("CapacityUnits", 30));
    assertTrue(
        Resolutions.all().options(busy.diagnosis(), quiet).stream().noneMatch(Option::writes));
  }

  @Test
  void figures_that_are_not_there_yet_are_not_a_load_that_has_gone_down() {
    Mending busy = units(autoscale(10), 99);
    FakeSight late = autoscale(10).sight();
    Option again =
        Resolutions.all()
            .options(busy.diagnosis(), late, Answers.of(busy.option(AUTOSCALE)))
            .get(0);
    assertEquals(Digest.of(busy.option(AUTOSCALE)), Digest.of(again));
    FakeSight blind = late.metricsUnreadable(Look.Why.FORBIDDEN);
    Option unseen =
        Resolutions.all()
            .options(busy.diagnosis(), blind, Answers.of(busy.option(AUTOSCALE)))
            .get(0);
    assertEquals(Digest.of(busy.option(AUTOSCALE)), Digest.of(unseen), "as whoever writes sees it");
  }

  private static Shop autoscale(int most) {
    return new Shop()
        .gateway(
            properties -> {
              properties.withObject("/sku").remove("capacity");
              properties.putObject("autoscaleConfiguration").put("minCapacity", 1);
              if (most > 0) {
                properties.withObject("/autoscaleConfiguration").put("maxCapacity", most);
              }
            });
  }

  private static Mending units(Shop shop, double units) {
    return new Mending(shop, sight -> sight.metrics(busy("CapacityUnits", units)));
  }

  private static GatewayMetrics busy(String metric, double value) {
    List<Point> points = new ArrayList<>();
    for (int minute = 4; minute >= 0; minute--) {
      points.add(new Point(NEWEST.minusSeconds(60L * minute), value));
    }
    return new GatewayMetrics(List.of(new Series(metric, "", "Count", points)));
  }
}
