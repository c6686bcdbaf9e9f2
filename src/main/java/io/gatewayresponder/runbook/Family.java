package io.gatewayresponder.runbook;

/**
 * The guide's nine families of resolutions. A row proposes a family; the resolutions of the family
 * make the options.
 */
public enum Family {
  A("Open the path between gateway and back end"),
  B("Put the health probe right"),
  C("Open the gateway's management ports"),
  D("Fill the back-end pool"),
  E("Put the routing right"),
  F("Put the TLS trust and names right"),
  G("Bring the gateway back to a running state"),
  H("Raise the gateway's capacity"),
  I("Put the App Service host or access right");

  private final String title;

  Family(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
