package io.gatewayresponder.lab.identity;

/**
 * Somebody who calls Azure.
 *
 * @param name how the call log speaks of them
 * @param clientId what an application asks the managed-identity endpoint for
 * @param objectId what Azure names in a refusal
 */
public record Principal(String name, String clientId, String objectId) {
  /** The identity that looks. */
  public static final Principal TRIAGE =
      new Principal(
          "triage", "30000000-0000-4000-8000-000000000001", "31000000-0000-4000-8000-000000000001");

  /** The identity that makes approved changes. */
  public static final Principal RESOLUTION =
      new Principal(
          "resolution",
          "30000000-0000-4000-8000-000000000002",
          "31000000-0000-4000-8000-000000000002");

  /** The person at the lab: may do everything, and breaks things. */
  public static final Principal OWNER =
      new Principal(
          "owner", "30000000-0000-4000-8000-000000000003", "31000000-0000-4000-8000-000000000003");
}
