package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An application gateway as ARM describes it. The document is kept whole: a typed copy would lose
 * fields that it does not know.
 */
public record Gateway(JsonNode document) {
  /** The documented maximum of an autoscaling gateway that names none. */
  private static final int DEFAULT_MOST_INSTANCES = 20;

  private static final int NO_PORT = -1;

  /** The two platforms; their behaviour and their signals differ. */
  public enum Generation {
    V1,
    V2
  }

  public Optional<ResourceId> id() {
    return ResourceId.find(ArmDocument.text(document, "id"));
  }

  public String name() {
    return ArmDocument.name(document);
  }

  /** Succeeded, Failed, Canceled, Creating, Updating, Deleting; empty when unset. */
  public String provisioningState() {
    return ArmDocument.property(document, "provisioningState");
  }

  public boolean isProvisioning(String state) {
    return provisioningState().equalsIgnoreCase(state);
  }

  /** Stopped, Starting, Running, Stopping; empty when unset. */
  public String operationalState() {
    return ArmDocument.property(document, "operationalState");
  }

  public boolean isOperating(String state) {
    return operationalState().equalsIgnoreCase(state);
  }

  public String skuTier() {
    return ArmDocument.text(document.path("properties").path("sku"), "tier");
  }

  public String skuName() {
    return ArmDocument.text(document.path("properties").path("sku"), "name");
  }

  /**
   * Only the tiers Standard and WAF are of the first generation; Basic, despite its name, is not.
   */
  public Generation generation() {
    return skuTier().equalsIgnoreCase("Standard") || skuTier().equalsIgnoreCase("WAF")
        ? Generation.V1
        : Generation.V2;
  }

  /** The subnet that holds the gateway's instances. */
  public Optional<ResourceId> subnetId() {
    return ArmDocument.each(document, "gatewayIPConfigurations").stream()
        .flatMap(configuration -> ArmDocument.reference(configuration, "subnet").stream())
        .findFirst();
  }

  /** True for gateways that need no inbound management ports and no way out to the Internet. */
  public boolean isNetworkIsolated() {
    return "true"
        .equalsIgnoreCase(ArmDocument.text(document.path("tags"), "EnhancedNetworkControl"));
  }

  public List<BackendPool> pools() {
    return ArmDocument.each(document, "backendAddressPools").stream()
        .map(BackendPool::new)
        .toList();
  }

  public Optional<BackendPool> pool(String name) {
    return pools().stream().filter(pool -> pool.name().equalsIgnoreCase(name)).findFirst();
  }

  /** The HTTP settings, then those of layer 4 (TCP and TLS). */
  public List<BackendSetting> settings() {
    List<JsonNode> settings =
        new ArrayList<>(ArmDocument.each(document, "backendHttpSettingsCollection"));
    settings.addAll(ArmDocument.each(document, "backendSettingsCollection"));
    return settings.stream().map(BackendSetting::new).toList();
  }

  public Optional<BackendSetting> setting(String name) {
    return settings().stream().filter(setting -> setting.name().equalsIgnoreCase(name)).findFirst();
  }

  public List<HealthProbe> probes() {
    return ArmDocument.each(document, "probes").stream().map(HealthProbe::new).toList();
  }

  public Optional<HealthProbe> probe(String name) {
    return probes().stream().filter(probe -> probe.name().equalsIgnoreCase(name)).findFirst();
  }

  /** What is really asked of the servers behind this setting: its custom probe, or the default. */
  public Optional<EffectiveProbe> effectiveProbe(String setting) {
    return setting(setting)
        .map(
            found ->
                EffectiveProbe.of(found, found.probeName().flatMap(this::probe), generation()));
  }

  /** The port that a front-end port of this name stands for. */
  public OptionalInt frontendPort(String name) {
    return ArmDocument.each(document, "frontendPorts").stream()
        .filter(port -> ArmDocument.name(port).equalsIgnoreCase(name))
        .mapToInt(port -> ArmDocument.number(port, "port", NO_PORT))
        .filter(port -> port != NO_PORT)
        .findFirst();
  }

  public List<FrontendAddress> frontends() {
    return ArmDocument.each(document, "frontendIPConfigurations").stream()
        .map(FrontendAddress::new)
        .toList();
  }

  public Optional<FrontendAddress> frontend(String name) {
    return frontends().stream().filter(one -> one.name().equalsIgnoreCase(name)).findFirst();
  }

  /** True when the gateway changes its number of instances by itself. */
  public boolean autoscales() {
    return document.path("properties").path("autoscaleConfiguration").isObject();
  }

  /** How many instances there can be: the autoscale maximum, or the fixed number. */
  public OptionalInt mostInstances() {
    JsonNode properties = document.path("properties");
    JsonNode most =
        autoscales()
            ? properties.path("autoscaleConfiguration").path("maxCapacity")
            : properties.path("sku").path("capacity");
    if (most.canConvertToInt() && most.asInt() > 0) {
      return OptionalInt.of(most.asInt());
    }
    return autoscales() ? OptionalInt.of(DEFAULT_MOST_INSTANCES) : OptionalInt.empty();
  }

  /** HTTP listeners, then those of layer 4. */
  public List<Listener> listeners() {
    List<JsonNode> listeners = new ArrayList<>(ArmDocument.each(document, "httpListeners"));
    listeners.addAll(ArmDocument.each(document, "listeners"));
    return listeners.stream().map(Listener::new).toList();
  }

  public Optional<Listener> listener(String name) {
    return listeners().stream()
        .filter(listener -> listener.name().equalsIgnoreCase(name))
        .findFirst();
  }

  /** Request routing rules, then those of layer 4. */
  public List<RoutingRule> routingRules() {
    List<JsonNode> rules = new ArrayList<>(ArmDocument.each(document, "requestRoutingRules"));
    rules.addAll(ArmDocument.each(document, "routingRules"));
    return rules.stream().map(RoutingRule::new).toList();
  }

  public List<PathMap> pathMaps() {
    return ArmDocument.each(document, "urlPathMaps").stream().map(PathMap::new).toList();
  }

  public Optional<PathMap> pathMap(String name) {
    return pathMaps().stream().filter(map -> map.name().equalsIgnoreCase(name)).findFirst();
  }

  /** The (pool, setting) pairs that rules wire, path maps included: only those are probed. */
  public List<WiredPair> wiredPairs() {
    return WiredPair.of(this);
  }

  /** True when some rule sends requests to this pool. */
  public boolean uses(String pool) {
    return wiredPairs().stream().anyMatch(pair -> pair.pool().equalsIgnoreCase(pool));
  }
}
