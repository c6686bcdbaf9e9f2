package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A sight over documents in memory. Like the real one it remembers: {@link #reads()} has one entry
 * for each thing that was asked for, however often. What it has no document for does not exist.
 */
public final class FakeSight implements Sight {
  private final ResourceId gatewayId;
  private final Map<ResourceId, JsonNode> documents = new HashMap<>();
  private final Map<ResourceId, Look.Unreadable<JsonNode>> unreadable = new HashMap<>();
  private final Map<String, Look<?>> remembered = new LinkedHashMap<>();
  private Look<BackendHealth> health =
      new Look.Unreadable<>(Look.Why.NOT_FOUND, "back-end health", "");
  private final Map<String, Look<?>> answers = new HashMap<>();
  private Look<GatewayMetrics> metrics = Look.found(new GatewayMetrics(List.of()));

  public FakeSight(ResourceId gatewayId) {
    this.gatewayId = gatewayId;
  }

  /** A sight of this gateway; its document's id is what the sight is about. */
  public static FakeSight of(JsonNode gateway) {
    return new FakeSight(ResourceId.of(gateway.path("id").asText())).with(gateway);
  }

  /** Adds a document under the id that it has. */
  public FakeSight with(JsonNode document) {
    documents.put(ResourceId.of(document.path("id").asText()), document);
    return this;
  }

  public FakeSight health(JsonNode document) {
    health = Look.found(new BackendHealth(document));
    return this;
  }

  public FakeSight healthUnreadable(Look.Why why, String detail) {
    health = new Look.Unreadable<>(why, "back-end health", detail);
    return this;
  }

  public FakeSight metrics(GatewayMetrics values) {
    metrics = Look.found(values);
    return this;
  }

  public FakeSight metricsUnreadable(Look.Why why) {
    metrics = new Look.Unreadable<>(why, "metrics", "");
    return this;
  }

  public FakeSight unreadable(ResourceId id, Look.Why why) {
    return unreadable(id, why, "");
  }

  public FakeSight unreadable(ResourceId id, Look.Why why, String detail) {
    unreadable.put(id, new Look.Unreadable<>(why, id.name(), detail));
    return this;
  }

  /** The answer to a look that is not about one ARM document, by the look's name and arguments. */
  private FakeSight answer(String key, Object value) {
    answers.put(key, Look.found(value));
    return this;
  }

  /** Such a look that fails; {@code key} as {@link #reads()} shows it. */
  public FakeSight unreadable(String key, Look.Why why) {
    answers.put(key, new Look.Unreadable<>(why, key, ""));
    return this;
  }

  @SuppressWarnings("unchecked")
  private <T> Look<T> answered(String key) {
    Look<T> look =
        (Look<T>) answers.getOrDefault(key, new Look.Unreadable<T>(Look.Why.NOT_FOUND, key, ""));
    remembered.putIfAbsent(key, look);
    return look;
  }

  public FakeSight webApps(WebApps value) {
    return answer("webApps", value);
  }

  public FakeSight accessRestrictions(ResourceId app, AccessRestrictions value) {
    return answer("accessRestrictions" + " " + app, value);
  }

  public FakeSight hostNameBindings(ResourceId app, HostNameBindings value) {
    return answer("hostNameBindings" + " " + app, value);
  }

  public FakeSight diagnosticSettings(DiagnosticSettings value) {
    return answer("diagnosticSettings", value);
  }

  public FakeSight accessLogs(ResourceId workspace, AccessLogs value) {
    return answer("accessLogs" + " " + workspace, value);
  }

  public FakeSight handshake(String server, int port, String serverName, Handshake value) {
    return answer("handshake" + " " + server + " " + port + " " + serverName, value);
  }

  public FakeSight resolvedName(String name, ResolvedName value) {
    return answer("resolvedName" + " " + name, value);
  }

  public FakeSight connectivity(String server, int port, ConnectivityCheck value) {
    return answer("connectivity" + " " + server + " " + port, value);
  }

  public FakeSight probeNow(OnDemandProbe probe, BackendHealth value) {
    return answer("probeNow " + String.join(" ", probe.texts()), value);
  }

  public FakeSight recentChanges(ResourceId inGroupOf, RecentChanges value) {
    return answer("recentChanges" + " " + inGroupOf, value);
  }

  /** What was asked for, once each, in order: {@code health}, {@code metrics} or an id. */
  public List<String> reads() {
    return List.copyOf(remembered.keySet());
  }

  @Override
  public ResourceId gatewayId() {
    return gatewayId;
  }

  @Override
  public Look<Gateway> gateway() {
    return read(gatewayId, Gateway::new);
  }

  @Override
  public Look<BackendHealth> backendHealth() {
    remembered.putIfAbsent("health", health);
    return health;
  }

  @Override
  public Look<VirtualNetwork> virtualNetwork(ResourceId id) {
    return read(id, VirtualNetwork::new);
  }

  @Override
  public Look<NetworkSecurityGroup> networkSecurityGroup(ResourceId id) {
    return read(id, NetworkSecurityGroup::new);
  }

  @Override
  public Look<NetworkInterface> networkInterface(ResourceId id) {
    return read(id, NetworkInterface::new);
  }

  @Override
  public Look<GatewayMetrics> metrics() {
    remembered.putIfAbsent("metrics", metrics);
    return metrics;
  }

  @Override
  public Look<RouteTable> routeTable(ResourceId id) {
    return read(id, RouteTable::new);
  }

  @Override
  public Look<PublicAddress> publicAddress(ResourceId id) {
    return read(id, PublicAddress::new);
  }

  @Override
  public Look<WebApps> webApps() {
    return answered("webApps");
  }

  @Override
  public Look<AccessRestrictions> accessRestrictions(ResourceId app) {
    return answered("accessRestrictions" + " " + app);
  }

  @Override
  public Look<HostNameBindings> hostNameBindings(ResourceId app) {
    return answered("hostNameBindings" + " " + app);
  }

  @Override
  public Look<DiagnosticSettings> diagnosticSettings() {
    return answered("diagnosticSettings");
  }

  @Override
  public Look<AccessLogs> accessLogs(ResourceId workspace) {
    return answered("accessLogs" + " " + workspace);
  }

  @Override
  public Look<Handshake> handshake(String server, int port, String serverName) {
    return answered("handshake" + " " + server + " " + port + " " + serverName);
  }

  @Override
  public Look<ResolvedName> resolvedName(String name) {
    return answered("resolvedName" + " " + name);
  }

  @Override
  public Look<ConnectivityCheck> connectivity(String server, int port) {
    return answered("connectivity" + " " + server + " " + port);
  }

  @Override
  public Look<BackendHealth> probeNow(OnDemandProbe probe) {
    return answered("probeNow " + String.join(" ", probe.texts()));
  }

  @Override
  public Look<RecentChanges> recentChanges(ResourceId inGroupOf) {
    String key = "recentChanges " + inGroupOf;
    return answers.containsKey(key)
        ? answered(key)
        : Look.found(new RecentChanges(JsonNodeFactory.instance.objectNode()));
  }

  @Override
  public List<Glance> glances() {
    List<Glance> glances = new ArrayList<>();
    remembered.forEach(
        (what, look) ->
            glances.add(
                new Glance(
                    what,
                    "GET " + what,
                    Instant.EPOCH,
                    0,
                    look instanceof Look.Unreadable<?> one ? one.why().words() : "found",
                    null)));
    return glances;
  }

  private <T> Look<T> read(ResourceId id, Function<JsonNode, T> reading) {
    Look<JsonNode> look =
        Optional.<Look<JsonNode>>ofNullable(unreadable.get(id))
            .orElseGet(
                () ->
                    Optional.ofNullable(documents.get(id))
                        .map(Look::found)
                        .orElseGet(() -> new Look.Unreadable<>(Look.Why.NOT_FOUND, id.name(), "")));
    remembered.putIfAbsent(id.toString(), look);
    return look.map(reading);
  }
}
