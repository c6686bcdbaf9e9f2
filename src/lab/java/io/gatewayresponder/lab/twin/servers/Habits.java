package io.gatewayresponder.lab.twin.servers;

/**
 * What gateways are documented to do, or allowed to do by their specification, and what nobody has
 * recorded: off unless asked for. Can be switched at any time from any thread.
 */
public final class Habits {

  private volatile boolean showPartial;
  private volatile boolean showDraining;
  private volatile boolean rememberNames;

  /**
   * Health Partial for a server that some instances reach and others do not; otherwise one
   * unreached instance makes it Unhealthy. It gets no requests and counts as unhealthy either way.
   */
  public void showPartial(boolean on) {
    showPartial = on;
  }

  public boolean showsPartial() {
    return showPartial;
  }

  /**
   * Health Draining for a server that was taken out of its pool, as long as the setting's
   * connection draining lasts; otherwise it is gone at once.
   */
  public void showDraining(boolean on) {
    showDraining = on;
  }

  public boolean showsDraining() {
    return showDraining;
  }

  /**
   * A name that resolved once and no longer does keeps its last address until the gateway is
   * written again: requests go on, and health is Unknown. Otherwise requests fail at once.
   */
  public void rememberNames(boolean on) {
    rememberNames = on;
  }

  public boolean remembersNames() {
    return rememberNames;
  }
}
