package io.gatewayresponder.evidence;

import io.gatewayresponder.evidence.GatewayMetrics.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How much of what the gateway can do is in use: capacity units on the second generation, percent
 * of the processors on the first.
 *
 * @param instances how many there can be; nothing where the document does not say
 * @param used of the last minutes, one point each; a minute without a figure has no point
 * @param unhealthy true when the metric of unhealthy hosts counted some in the last minutes
 * @param probesSayHealthy true when the health result could be read and every server is healthy
 */
public record Load(
    Gateway.Generation generation,
    boolean autoscales,
    OptionalInt instances,
    List<Point> used,
    boolean unhealthy,
    boolean probesSayHealthy) {
  /** One instance is good for about ten capacity units, as Azure documents it. */
  public static final int UNITS_OF_AN_INSTANCE = 10;

  /**
   * A minute at nine tenths on average has moments without any headroom. An autoscaling gateway
   * that could grow would have grown before.
   */
  public static final double AT_CEILING = 0.9;

  /** One busy minute is a spike that the gateway outlives; several are a load. */
  public static final int MINUTES_AT_CEILING = 3;

  /** What is older says nothing of the requests that fail now. */
  public static final Duration LATELY = Duration.ofMinutes(10);

  /** Metrics are a minute or two late; what is older, the probes have seen as well. */
  public static final Duration JUST_NOW = Duration.ofMinutes(3);

  private static final int PERCENT = 100;

  /** Reads the gateway, its metrics and its back ends' health. */
  public static Look<Load> look(Sight sight) {
    boolean healthy =
        sight
            .backendHealth()
            .map(health -> health.every(ServerHealth.State.HEALTHY))
            .asFound()
            .orElse(false);
    return sight
        .gateway()
        .flatMap(gateway -> sight.metrics().map(metrics -> of(gateway, metrics, healthy)));
  }

  private static Load of(Gateway gateway, GatewayMetrics metrics, boolean probesSayHealthy) {
    boolean first = gateway.generation() == Gateway.Generation.V1;
    return new Load(
        gateway.generation(),
        gateway.autoscales(),
        gateway.mostInstances(),
        metrics.last(LATELY, first ? "CpuUtilization" : "CapacityUnits"),
        metrics.last(JUST_NOW, "UnhealthyHostCount").stream().anyMatch(point -> point.value() > 0),
        probesSayHealthy);
  }

  /** True at the ceiling of a gateway that changes its number of instances by itself. */
  public boolean isAtAutoscaleCeiling() {
    return autoscales && isAtCeiling();
  }

  /** True at the ceiling of a fixed number of instances. */
  public boolean isAtFixedCeiling() {
    return !autoscales && isAtCeiling();
  }

  /** True when hosts were unhealthy in the last minutes and are healthy by the probes. */
  public boolean isRecovering() {
    return unhealthy && probesSayHealthy;
  }

  /** True when hosts were unhealthy in the last minutes and the probes do not say otherwise. */
  public boolean isFailing() {
    return unhealthy && !probesSayHealthy;
  }

  /** True when there is no figure of the load, or of what it may be. */
  public boolean isUnknown() {
    return used.isEmpty() || ceiling() == 0;
  }

  /** True when the load stays at what the instances are good for. */
  public boolean isAtCeiling() {
    return minutesAtCeiling() >= MINUTES_AT_CEILING;
  }

  /** The busiest of the last minutes; empty where there is no figure. */
  public OptionalDouble highest() {
    return used.stream().mapToDouble(Point::value).max();
  }

  private long minutesAtCeiling() {
    return ceiling() == 0
        ? 0
        : used.stream().filter(point -> point.value() >= AT_CEILING * ceiling()).count();
  }

  /** Capacity units, or percent on the first generation; zero where it is not known. */
  private int ceiling() {
    return generation == Gateway.Generation.V1
        ? PERCENT
        : instances.orElse(0) * UNITS_OF_AN_INSTANCE;
  }

  /** What of the load is not known, in sentences. */
  public List<String> couldNotCheck() {
    if (used.isEmpty()) {
      return List.of(
          generation == Gateway.Generation.V1
              ? "the gateway's load: there is no CpuUtilization of the last minutes"
              : "the gateway's load: there are no CapacityUnits of the last minutes");
    }
    return ceiling() == 0
        ? List.of("the gateway's load: its document does not say how many instances it can have")
        : List.of();
  }

  /** For people: what is used of what there is. */
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("scaling", autoscales ? "autoscale" : "fixed");
    instances.ifPresent(most -> facts.put("instances", Integer.toString(most)));
    if (!isUnknown()) {
      double highest = used.stream().mapToDouble(Point::value).max().orElse(0);
      facts.put(
          generation == Gateway.Generation.V1 ? "usedPercent" : "usedUnits",
          BigDecimal.valueOf(highest).setScale(1, RoundingMode.HALF_UP).toPlainString());
      facts.put(
          generation == Gateway.Generation.V1 ? "ceilingPercent" : "ceilingUnits",
          Integer.toString(ceiling()));
      facts.put("share", Math.round(highest * PERCENT / ceiling()) + " %");
      facts.put("minutesAtCeiling", Long.toString(minutesAtCeiling()));
      facts.put("minutesSeen", Integer.toString(used.size()));
    }
    return facts;
  }
}
