package io.gatewayresponder.bench;

import io.gatewayresponder.bench.OptionScenario.Undo;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.lab.fault.Topologies;
import java.util.List;
import java.util.Set;

/** A line for each option: what it mends, where, and how that incident reads. */
final class OptionScenarios {
  /** What never writes: it tells a person what to do. */
  static final Set<String> GUIDING =
      Set.of(
          "BackEndNotListening",
          "FindFailedChange",
          "GuideAppService",
          "GuideCapacity",
          "GuideManagementPorts",
          "GuidePool",
          "GuideProbe",
          "GuideRouting",
          "GuideTls",
          "LeaveRetiredGeneration",
          "OpenPathByHand");

  private static final List<OptionScenario> ALL =
      List.of(
          of("AllowGatewaySubnet", "nsg-on-servers-subnet", 2)
              .reads(
                  "1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.1 > AllowGatewaySubnet > approved > healthy"),
          of("AllowGatewaySubnet", "nsg-on-interface", 2)
              .reads(
                  "1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.1 > AllowGatewaySubnet > approved > healthy"),
          of("AllowGatewaySubnet", "nsg-on-the-way-out", 2)
              .reads(
                  "1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.1 > AllowGatewaySubnet > approved > healthy"),
          of("AllowGatewaySubnet", "nsg-lets-other-ports-in", 2)
              .reads(
                  "1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.1 > AllowGatewaySubnet > approved > healthy"),
          of("DeprioritizeDeny", "nsg-on-interface", 2)
              .reads("1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.1 > DeprioritizeDeny > approved > healthy"),
          of("DeleteDeny", "nsg-on-the-way-out", 4)
              .reads(
                  "1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.1 | 1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.1 > DeleteDeny > approved > healthy"),
          of("ReplaceInstanceAddresses", "nsg-lets-old-instances-in", 2)
              .reads(
                  "1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.1 > ReplaceInstanceAddresses > approved > healthy"),
          of("EnableConnectionDraining", "nsg-lets-old-instances-in", 2)
              .isLeft(
                  State.AWAITING_APPROVAL,
                  "1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.1 > EnableConnectionDraining > approved > not healthy >> 1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.1"),
          of("StartGateway", "stopped", 2)
              .undo(Undo.DOES_NOT_EXIST)
              .reads("1a.2 > StartGateway > approved > healthy"),
          of("RerunGoalState", "failed", 2)
              .undo(Undo.DOES_NOT_EXIST)
              .reads(
                  "1a.4 | 1a.x4 > 1b.1 > 3.3 > 4.4 > 5.x7 > 6a.2 > 6b.x3 | 1a.x4 > 1b.1 > 3.3 > 4.4 > 5.x7 > 6a.2 > 6b.4 > RerunGoalState > approved > healthy"),
          of("AllowManagementPorts", "management-ports-blocked", 2)
              .undo(Undo.IS_REFUSED)
              .reads("1a.1 > 1b.3 > 1b-1.x1 > AllowManagementPorts > approved > healthy"),
          of("CorrectProbePath", "probe-path-mistyped", 2)
              .reads("1a.1 > 1b.2 > 2a.2 > 2c.1 > CorrectProbePath > approved > healthy"),
          of("AttachProbe", "probe-path-mistyped", 3)
              .reads(
                  "1a.1 > 1b.2 > 2a.2 > 2c.1 | 1a.1 > 1b.2 > 2a.2 > 2c.1 > AttachProbe > approved > healthy"),
          of("AttachProbe", "api-probed-by-default", 2)
              .reads("1a.1 > 1b.2 > 2a.1 > 2b.x1 > AttachProbe > approved > healthy"),
          of("ProbeApiManagement", "api-probed-elsewhere", 2)
              .reads("1a.1 > 1b.2 > 2a.2 > 2c.x11 > ProbeApiManagement > approved > healthy"),
          of("ProbeApiManagement", "api-probed-by-default", 14)
              .reads("1a.1 > 1b.2 > 2a.1 > 2b.x1 > ProbeApiManagement > approved > healthy"),
          of("CreateProbe", "default-probe-path-gone", 17)
              .answering("path", "/api/ping") // what was tried and answered
              .reads("1a.1 > 1b.2 > 2a.1 > 2b.1 > CreateProbe > approved > healthy"),
          of("AcceptStatus", "probe-redirected", 2)
              .reads("1a.1 > 1b.2 > 2a.2 > 2c.2 > AcceptStatus > approved > healthy"),
          of("AcceptStatus", "default-probe-needs-sign-in", 49)
              .reads("1a.1 > 1b.2 > 2a.1 > 2b.1 > AcceptStatus > approved > healthy"),
          of("DropProbeText", "probe-misses-its-text", 5)
              .reads("1a.1 > 1b.2 > 2a.2 > 2c.x4 > DropProbeText > approved > healthy"),
          of("RaiseProbeTimeout", "probe-path-slow", 2)
              .reads("1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.2 > RaiseProbeTimeout > approved > healthy"),
          of("RaiseProbeTimeout", "default-probe-path-slow", 1)
              .reads("1a.1 > 1b.2 > 2a.1 > 2b.2 > 2c-1.2 > RaiseProbeTimeout > approved > healthy"),
          of("FillPool", "pool-emptied", 1).reads("1a.1 > 1b.4 > FillPool > approved > healthy"),
          of("TakeOutServers", "server-readdressed", 2)
              .reads("1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.x13 > TakeOutServers > approved > healthy"),
          of("ReplaceServers", "server-readdressed", 3)
              .reads(
                  "1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.x13 | 1a.1 > 1b.2 > 2a.2 > 2c.3 > 2c-1.x13 > ReplaceServers > approved > healthy"),
          of("LeadPastEmptyPool", "path-map-to-empty-pool", 2)
              .reads("1a.1 > 1b.4 > LeadPastEmptyPool > approved > healthy"),
          of("AllowClients", "clients-kept-out", 2)
              .reads("1a.1 > 1b.1 > 3.1 > AllowClients > approved > healthy"),
          of("MoveListener", "listener-http-on-443", 2)
              .undo(Undo.IS_REFUSED)
              .reads("1a.1 > 1b.1 > 3.1 > MoveListener > approved > healthy"),
          of("ChangeListenerProtocol", "listener-http-on-443", 3)
              .undo(Undo.IS_REFUSED)
              .reads("1a.1 > 1b.1 > 3.1 > ChangeListenerProtocol > approved > healthy"),
          of("LeadRule", "rule-leads-nowhere", 4)
              .reads("1a.1 > 1b.1 > 3.x1 > LeadRule > approved > healthy"),
          of("LeadRule", "path-map-missing", 6)
              .undo(Undo.IS_REFUSED)
              .reads("1a.1 > 1b.1 > 3.2 > LeadRule > approved > healthy"),
          of("AddListener", "rule-without-listener", 2)
              .undo(Undo.IS_REFUSED)
              .reads("1a.1 > 1b.x5 > 3.x2 > AddListener > approved > healthy"),
          of("SettingToHttps", "server-takes-tls-only", 2)
              .reads("1a.1 > 1b.2 > 2a.2 > 2c.x13 > SettingToHttps > approved > healthy"),
          of("AlignHostName", "certificate-for-another-name", 3)
              .reads("1a.1 > 1b.2 > 2a.2 > 2c.4 > 2d.3 > AlignHostName > approved > healthy"),
          of("AssociateTrustedRoot", "trusted-root-taken-off", 6)
              .reads(
                  "1a.1 > 1b.2 > 2a.1 > 2b.x6 > 2d.4 > AssociateTrustedRoot > approved > healthy"),
          of("UploadTrustedRoot", "signed-by-a-private-authority", 3)
              .reads("1a.1 > 1b.2 > 2a.2 > 2c.4 > 2d.4 > UploadTrustedRoot > approved > healthy"),
          of("UploadTrustedRoot", "other-root-uploaded", 6)
              .reads("1a.1 > 1b.2 > 2a.1 > 2b.x6 > 2d.x3 > UploadTrustedRoot > approved > healthy"),
          of("RaiseAutoscaleCeiling", "load-at-autoscale-ceiling", 4)
              .reads("1a.1 > 1b.1 > 3.3 > 4.1 > RaiseAutoscaleCeiling > approved > healthy"),
          of("RaiseInstanceCount", "load-at-fixed-capacity", 2)
              .reads("1a.1 > 1b.1 > 3.3 > 4.2 > RaiseInstanceCount > approved > healthy"),
          of("AllowGatewaySubnetInApp", "app-denies-gateway", 6)
              .reads(
                  "1a.1 > 1b.2 > 2a.2 > 2c.x12 > 5.4 > AllowGatewaySubnetInApp > approved > healthy"),
          of("AllowGatewayAddressInApp", "app-denies-gateway", 2)
              .reads(
                  "1a.1 > 1b.2 > 2a.2 > 2c.x12 > 5.4 > AllowGatewayAddressInApp > approved > healthy"),
          of("PickHostFromBackEnd", "app-gets-clients-host", 6)
              .reads("1a.1 > 1b.1 > 3.3 > 4.4 > 5.2 > PickHostFromBackEnd > approved > healthy"),
          of("SetExplicitHost", "app-gets-foreign-host", 6)
              .reads("1a.1 > 1b.1 > 3.3 > 4.4 > 5.3 > SetExplicitHost > approved > healthy"),
          of("AllowLoadBalancer", "prober-kept-out", 2)
              .reads("1a.1 > 1b.3 > 1b-1.x2 > AllowLoadBalancer > approved > healthy"),
          of("LeadPaths", "path-map-leads-nowhere", 2)
              .reads("1a.1 > 1b.1 > 3.2 > LeadPaths > approved > healthy"),
          of("UsePathMap", "rule-names-no-path-map", 2)
              .undo(Undo.IS_REFUSED)
              .reads("1a.1 > 1b.x5 > 3.2 > UsePathMap > approved > healthy"),
          of("UseListener", "rule-names-no-listener", 2)
              .undo(Undo.IS_REFUSED)
              .reads("1a.1 > 1b.x5 > 3.x2 > UseListener > approved > healthy"),
          OptionScenario.of(
                  "AddRule", RareFaults.rulesGone(), RareFaults.withOneWay(Topologies.generate(2)))
              .reads("1a.1 > 1b.x5 > 3.x3 > AddRule > approved > healthy"),
          OptionScenario.of(
                  "AddPool", RareFaults.poolsGone(), RareFaults.withOneWay(Topologies.generate(2)))
              .then("LeadRule")
              .reads(
                  "1a.1 > 1b.5 > AddPool > approved > not healthy >> 1a.1 > 1b.5 > LeadRule > approved > healthy"),
          OptionScenario.of(
                  "ListServerCertificate",
                  RareFaults.certificateRenewed(),
                  RareFaults.encrypted(Topologies.generate(8)))
              .where(RareFaults::listCertificate)
              .reads(
                  "1a.1 > 1b.2 > 2a.1 > 2b.x6 > 2d.x3 > ListServerCertificate > approved > healthy"));

  private OptionScenarios() {}

  static List<OptionScenario> all() {
    return ALL;
  }

  private static OptionScenario of(String resolution, String fault, long seed) {
    return OptionScenario.of(resolution, fault, seed);
  }
}
