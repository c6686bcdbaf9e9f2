package io.gatewayresponder.bench;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A line for each option: what it mends, where, and how that incident reads. */
final class OptionScenarios {
  /** What writes nothing: it tells a person what to do. */
  static final Set<String> GUIDING =
      Set.of(
          "OpenPathByHand",
          "BackEndNotListening",
          "FindFailedChange",
          "LeaveRetiredGeneration",
          "ListServerCertificate",
          "GuideTls");

  private static final List<OptionScenario> ALL =
      List.of(
          line("AllowGatewaySubnet", "nsg-on-servers-subnet", 2, "?"),
          line("DeprioritizeDeny", "nsg-on-interface", 2, "?"),
          line("DeleteDeny", "nsg-on-the-way-out", 2, "?"),
          line("StartGateway", "stopped", 2, "?"),
          line("RerunGoalState", "failed", 2, "?"),
          line("AllowManagementPorts", "management-ports-blocked", 2, "?"),
          line("SettingToHttps", "server-takes-tls-only", 2, "?"),
          line("AlignHostName", "certificate-for-another-name", 3, "?"),
          line("AssociateTrustedRoot", "trusted-root-taken-off", 6, "?"),
          line("UploadTrustedRoot", "signed-by-a-private-authority", 3, "?"),
          line("RaiseAutoscaleCeiling", "load-at-autoscale-ceiling", 4, "?"),
          line("RaiseInstanceCount", "load-at-fixed-capacity", 2, "?"),
          line("AllowGatewaySubnetInApp", "app-denies-gateway", 6, "?"),
          line("AllowGatewayAddressInApp", "app-denies-gateway", 2, "?"),
          line("PickHostFromBackEnd", "app-gets-clients-host", 6, "?"),
          line("SetExplicitHost", "app-gets-foreign-host", 6, "?"));

  private OptionScenarios() {}

  static List<OptionScenario> all() {
    return ALL;
  }

  private static OptionScenario line(
      String resolution, String fault, long seed, String transcript) {
    return new OptionScenario(resolution, fault, seed, Map.of(), transcript);
  }
}
