package io.gatewayresponder.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.AccessLogs;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.OnDemandProbe;
import io.gatewayresponder.evidence.ResourceId;
import java.time.Clock;
import java.util.Locale;

/**
 * What can be read of one gateway and its surroundings, each thing under the one call by which it
 * is read once, whoever asks for it and in whatever order.
 */
final class ArmReads {
  /** Diagnostic settings have been a preview for years; it is the version that the portal uses. */
  private static final String DIAGNOSTIC_SETTINGS_API = "2021-05-01-preview";

  private final ResourceId gateway;
  private final ArmSights.Reader by;
  private final Clock clock;

  ArmReads(ResourceId gateway, ArmSights.Reader by, Clock clock) {
    this.gateway = gateway;
    this.by = by;
    this.clock = clock;
  }

  Reads.Read<JsonNode> gateway() {
    return document(gateway);
  }

  /** A resource's own document. */
  Reads.Read<JsonNode> document(ResourceId id) {
    String what = Names.of(id);
    return Reads.Read.of(
        what,
        "GET " + id,
        () -> ArmCalls.look(what, by.calls().get(by.calls().address(id, "", apiVersion(id)))));
  }

  private static String apiVersion(ResourceId id) {
    String type = id.type().toLowerCase(Locale.ROOT);
    return type.startsWith("microsoft.operationalinsights/")
        ? LogsLook.WORKSPACE_API
        : ArmCalls.NETWORK_API;
  }

  Reads.Read<JsonNode> health() {
    return Reads.Read.of(
        "back-end health of " + gateway.name(),
        "POST " + gateway + "/backendhealth",
        () -> BackendHealthCall.read(by.calls(), gateway));
  }

  /** Failed and all requests, healthy and unhealthy hosts. */
  Reads.Read<GatewayMetrics> requestMetrics() {
    return metrics(MetricsLook.requests(gateway));
  }

  /** How busy the gateway is. */
  Reads.Read<GatewayMetrics> loadMetrics(Gateway.Generation generation) {
    return metrics(MetricsLook.load(gateway, generation));
  }

  private Reads.Read<GatewayMetrics> metrics(MetricsLook.Question question) {
    return new Reads.Read<>(
        question.what(), question.call(), () -> by.metrics().ask(gateway, question), Json::tree);
  }

  Reads.Read<JsonNode> webApps() {
    String what = "apps of subscription " + gateway.subscription();
    return Reads.Read.of(
        what,
        "GET /subscriptions/" + gateway.subscription() + "/providers/Microsoft.Web/sites",
        () -> WebLook.apps(by.calls(), what, gateway.subscription()));
  }

  Reads.Read<JsonNode> accessRestrictions(ResourceId app) {
    String what = "access restrictions of app " + app.name();
    return Reads.Read.of(
        what, "GET " + app + "/config/web", () -> WebLook.restrictions(by.calls(), what, app));
  }

  Reads.Read<JsonNode> hostNameBindings(ResourceId app) {
    String what = "host names of app " + app.name();
    return Reads.Read.of(
        what, "GET " + app + "/hostNameBindings", () -> WebLook.bindings(by.calls(), what, app));
  }

  Reads.Read<JsonNode> diagnosticSettings() {
    String what = "diagnostic settings of " + gateway.name();
    String path = "/providers/Microsoft.Insights/diagnosticSettings";
    return Reads.Read.of(
        what,
        "GET " + gateway + path,
        () ->
            ArmCalls.look(
                what, by.calls().get(by.calls().address(gateway, path, DIAGNOSTIC_SETTINGS_API))));
  }

  /**
   * @param customerId the id by which the logs' endpoint knows the workspace
   */
  Reads.Read<AccessLogs> accessLogs(ResourceId workspace, String customerId) {
    String what = "access log of " + gateway.name() + " in workspace " + workspace.name();
    return new Reads.Read<>(
        what, "QUERY " + workspace, () -> by.logs().read(what, gateway, customerId), Json::tree);
  }

  Reads.Read<JsonNode> handshake(String server, int port, String serverName) {
    String what = "certificate of " + server + " on port " + port;
    return Reads.Read.of(
        what,
        "TLS " + server + ":" + port + " as " + serverName,
        () -> by.tls().read(what, server, port, serverName));
  }

  Reads.Read<JsonNode> resolvedName(String name) {
    String what = "addresses of " + name;
    return Reads.Read.of(what, "DNS " + name, () -> by.tls().resolve(what, name));
  }

  Reads.Read<JsonNode> watchers() {
    String what = "network watchers of subscription " + gateway.subscription();
    return Reads.Read.of(
        what,
        "GET /subscriptions/"
            + gateway.subscription()
            + "/providers/Microsoft.Network/networkWatchers",
        () -> ConnectivityCall.watchers(by.calls(), what, gateway.subscription()));
  }

  Reads.Read<JsonNode> connectivity(ResourceId watcher, ConnectivityCall.Server server) {
    String what = "connectivity from " + gateway.name() + " to " + server;
    return Reads.Read.of(
        what,
        "POST " + watcher + "/connectivityCheck " + server,
        () -> ConnectivityCall.read(by.calls(), what, watcher, gateway, server));
  }

  Reads.Read<JsonNode> probeNow(OnDemandProbe probe) {
    String what = "trial of a probe of " + probe + " by " + gateway.name();
    return Reads.Read.of(
        what,
        "POST " + gateway + "/getBackendHealthOnDemand " + String.join(" ", probe.texts()),
        () -> OnDemandProbeCall.read(by.calls(), what, gateway, probe));
  }

  Reads.Read<JsonNode> recentChanges(ResourceId inGroupOf) {
    String group = inGroupOf.resourceGroup();
    String subscription = inGroupOf.subscription();
    String what = "changes of the last day in resource group " + group;
    return Reads.Read.of(
        what,
        "GET /subscriptions/"
            + subscription
            + "/providers/Microsoft.Insights/eventtypes/management/values "
            + group,
        () -> ChangesLook.read(by.calls(), what, subscription, group, clock.instant()));
  }
}
