package io.gatewayresponder.console;

/** Where the console's pages are, as paths from the app's root. */
public final class Links {
  public static final String CONSOLE = "/api/console";

  private Links() {}

  public static String incident(String incidentId) {
    return CONSOLE + "/incidents/" + incidentId;
  }

  public static String decision(String incidentId) {
    return incident(incidentId) + "/decision";
  }
}
