package io.gatewayresponder.lab.twin.health;

/**
 * A pool with a setting by which some rule sends requests to it: the unit of probing and of most
 * metrics.
 */
public record Pairing(String pool, String setting) implements Comparable<Pairing> {

  /** How the metrics' dimension BackendSettingsPool spells it. */
  public String dimension() {
    return pool + "~" + setting;
  }

  @Override
  public int compareTo(Pairing other) {
    return dimension().compareTo(other.dimension());
  }
}
