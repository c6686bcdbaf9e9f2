package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Where a gateway's logs go. ARM answers {@code {"value":[...]}}; the command line prints the bare
 * list; both are read.
 */
public record DiagnosticSettings(JsonNode document) {
  /** One destination of logs and metrics. */
  public record Setting(JsonNode document) {
    private static final String ACCESS_LOG = "ApplicationGatewayAccessLog";

    public String name() {
      return ArmDocument.name(document);
    }

    public Optional<ResourceId> workspaceId() {
      return ResourceId.find(ArmDocument.property(document, "workspaceId"));
    }

    /** True for tables of the resource's own (AGWAccessLogs), false for AzureDiagnostics. */
    public boolean isDedicated() {
      return ArmDocument.property(document, "logAnalyticsDestinationType")
          .equalsIgnoreCase("Dedicated");
    }

    /** True when the access log is among the enabled categories, by itself or by a group. */
    public boolean collectsAccessLog() {
      return ArmDocument.each(document, "logs").stream()
          .filter(log -> log.path("enabled").asBoolean(false))
          .anyMatch(
              log ->
                  ArmDocument.text(log, "category").equalsIgnoreCase(ACCESS_LOG)
                      || ArmDocument.text(log, "categoryGroup").equalsIgnoreCase("allLogs"));
    }
  }

  public List<Setting> settings() {
    return ArmDocument.elements(document.isArray() ? document : document.path("value")).stream()
        .map(Setting::new)
        .toList();
  }

  /** The workspaces that the access log goes to, each once. */
  public List<ResourceId> accessLogWorkspaceIds() {
    return settings().stream()
        .filter(Setting::collectsAccessLog)
        .flatMap(one -> one.workspaceId().stream())
        .distinct()
        .toList();
  }

  /** The workspaces that some setting names, each once, whether or not it collects access logs. */
  public List<ResourceId> workspaceIds() {
    return settings().stream().flatMap(one -> one.workspaceId().stream()).distinct().toList();
  }
}
