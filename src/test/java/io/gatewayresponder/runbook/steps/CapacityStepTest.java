package io.gatewayresponder.runbook.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.GatewayMetrics.Point;
import io.gatewayresponder.evidence.GatewayMetrics.Series;
import io.gatewayresponder.evidence.Load;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;
import io.gatewayresponder.runbook.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CapacityStepTest extends StepExamples<Load> {
  /** The newest minute of all series. */
  private static final Instant NEWEST = Instant.parse("2026-11-23T10:00:00Z");

  CapacityStepTest() {
    super(new CapacityStep(), GATEWAY);
  }

  @Override
  void examples() {
    example("4.1", "three minutes at nine tenths", units(autoscale(10), 90, 90, 90, 5));
    example("4.4", "two minutes at nine tenths", units(autoscale(10), 90, 90, 5, 5));
    example("4.4", "three minutes just below nine tenths", units(autoscale(10), 89.9, 89.9, 89.9));
    example("4.4", "the units reach the number of instances", units(autoscale(10), 10, 10, 10, 10));
    example("4.1", "no maximum is set: 20 instances", units(autoscale(0), 180, 180, 180));
    example("4.4", "no maximum is set, below", units(autoscale(0), 179, 179, 179));
    example(
        "4.1",
        "the last of the three is nine minutes old",
        units(autoscale(10), 90, 90, 1, 1, 1, 1, 1, 1, 1, 90));
    example(
        "4.4",
        "the last of the three is ten minutes old",
        units(autoscale(10), 90, 90, 1, 1, 1, 1, 1, 1, 1, 1, 90));
    example("4.2", "two fixed instances", units(new Shop(), 18, 18, 18));
    example("4.4", "two fixed instances, below", units(new Shop(), 17.9, 17.9, 17.9));
    example("4.2", "the first generation's processors", metric(first(), "CpuUtilization", 95));
    example("4.4", "idle processors", metric(first(), "CpuUtilization", 50));
    example("4.x2", "units say nothing of the first generation", units(first(), 90, 90, 90));
    example("4.3", "unhealthy a minute ago", hosts(new Shop(), 0, 1));
    example("4.3", "unhealthy two minutes ago", hosts(new Shop(), 0, 0, 1));
    example("4.x2", "unhealthy three minutes ago", hosts(new Shop(), 0, 0, 0, 1));
    example("4.x1", "unhealthy, and the probes say so", hosts(failing(), 1));
    example(
        "4.x1",
        "unhealthy, and the probes say nothing",
        hosts(new Shop(), 1).healthUnreadable(Look.Why.TIMED_OUT, ""));
    example("4.x2", "no figures", new Shop());
    example(
        "4.x2",
        "figures that ended before those of other metrics",
        with(
            new Shop(),
            series("CapacityUnits", NEWEST.minusSeconds(600), 20, 20, 20),
            series("TotalRequests", NEWEST, 7)));
    example(
        "4.x2",
        "no number of instances",
        units(
            new Shop().gateway(properties -> properties.withObject("/sku").remove("capacity")),
            90,
            90,
            90));
    example(
        "4.x3",
        "the gateway cannot be read",
        new Shop().sight().unreadable(Shop.GATEWAY, Look.Why.FORBIDDEN));
  }

  @Test
  void the_facts_have_both_sides_in_one_unit() {
    Map<String, String> facts =
        Load.look(units(autoscale(10), 95, 91.25, 92)).map(Load::facts).asFound().orElseThrow();
    assertEquals("95.0", facts.get("usedUnits"));
    assertEquals("100", facts.get("ceilingUnits"));
    assertEquals("10", facts.get("instances"));
    assertEquals("3", facts.get("minutesAtCeiling"));
    assertEquals("95 %", facts.get("share"));
  }

  @Test
  void the_verdict_is_a_count_of_minutes_and_nothing_else() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      int instances = 2 + random.nextInt(124);
      int minutes = 1 + random.nextInt(20);
      double[] units = new double[minutes];
      List<Integer> full = new ArrayList<>();
      for (int minute = 0; minute < minutes; minute++) {
        // In tenths of a unit, so that the threshold itself is met.
        int tenths = random.nextInt(instances * 120);
        units[minute] = tenths / 10.0;
        if (minute < 10 && tenths >= instances * 90) {
          full.add(minute);
        }
      }
      boolean fixed = random.nextBoolean();
      Shop shop = fixed ? fixed(instances) : autoscale(instances);
      String saturated = fixed ? "4.2" : "4.1";
      assertEquals(
          full.size() >= 3 ? saturated : "4.4", row(units(shop, units)), "seed " + seed + full);
    }
  }

  private static String row(FakeSight sight) {
    CapacityStep step = new CapacityStep();
    List<Row<Load>> rows = step.table().match(step.look(sight, GATEWAY));
    return rows.get(0).id();
  }

  private static Shop autoscale(int most) {
    return new Shop()
        .gateway(
            properties -> {
              properties.withObject("/sku").remove("capacity");
              properties.putObject("autoscaleConfiguration").put("minCapacity", 0);
              if (most > 0) {
                properties.withObject("/autoscaleConfiguration").put("maxCapacity", most);
              }
            });
  }

  private static Shop fixed(int instances) {
    return new Shop()
        .gateway(properties -> properties.withObject("/sku").put("capacity", instances));
  }

  private static Shop first() {
    return new Shop()
        .gateway(properties -> properties.withObject("/sku").put("tier", "WAF").put("capacity", 2));
  }

  private static Shop failing() {
    return new Shop().servers("web", "web-http", "10.0.1.4=Unhealthy=" + Logs.TIMEOUT);
  }

  private static FakeSight units(Shop shop, double... newestFirst) {
    return with(shop, series("CapacityUnits", NEWEST, newestFirst));
  }

  /** Ten minutes of one value. */
  private static FakeSight metric(Shop shop, String name, double value) {
    return with(shop, series(name, NEWEST, value, value, value, value, value));
  }

  private static FakeSight hosts(Shop shop, double... newestFirst) {
    return with(shop, series("UnhealthyHostCount", NEWEST, newestFirst));
  }

  private static FakeSight with(Shop shop, Series... series) {
    return shop.sight().metrics(new GatewayMetrics(List.of(series)));
  }

  private static Series series(String metric, Instant newest, double... newestFirst) {
    List<Point> points = new ArrayList<>();
    for (int minute = newestFirst.length - 1; minute >= 0; minute--) {
      points.add(new Point(newest.minusSeconds(60L * minute), newestFirst[minute]));
    }
    return new Series(metric, "", "Count", List.copyOf(points));
  }
}
