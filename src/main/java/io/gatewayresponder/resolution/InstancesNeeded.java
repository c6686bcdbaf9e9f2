package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Load;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many instances the measured load asks for. At a ceiling only what was served is measured, and
 * not what was asked for, so this is a least and comes with head-room.
 *
 * @param instances with head-room, before any bound
 * @param reason in a sentence
 */
record InstancesNeeded(int instances, String reason) {
  /** Half as much again as was measured. */
  private static final double HEADROOM = 1.5;

  private static final int PERCENT = 100;

  /** By the load as far as it is known. */
  static InstancesNeeded of(int now, Optional<Load> load) {
    OptionalDouble highest = load.map(Load::highest).orElseGet(OptionalDouble::empty);
    if (highest.isEmpty()) {
      return new InstancesNeeded(
          (int) Math.ceil(now * HEADROOM),
          "there is no figure of the load: half as many again as now");
    }
    boolean first = load.orElseThrow().generation() == Gateway.Generation.V1;
    double used =
        first
            ? now * highest.getAsDouble() / PERCENT
            : highest.getAsDouble() / Load.UNITS_OF_AN_INSTANCE;
    String measured =
        first
            ? String.format(Locale.ROOT, "%.0f %% of the processors", highest.getAsDouble())
            : String.format(
                Locale.ROOT,
                "%.1f capacity units, about %d of which are one instance",
                highest.getAsDouble(),
                Load.UNITS_OF_AN_INSTANCE);
    return new InstancesNeeded(
        Math.max(now + 1, (int) Math.ceil(used * HEADROOM)),
        "the busiest of the last minutes used " + measured + "; half as much again on top");
  }
}
