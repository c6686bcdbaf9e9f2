package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An application gateway as ARM describes it. The document is kept whole: a typed copy would lose
 * fields that it does not know.
 */
public final class Gateway {
  /** The documented maximum of an autoscaling gateway that names none. */
  private static final int DEFAULT_MOST_INSTANCES = 20;

  private static final int NO_PORT = -1;

  /** The two platforms; their behaviour and their signals differ. */
  public enum Generation {
    V1,
    V2
  }

  private final JsonNode document;
  private final Named<BackendPool> pools;
  private final Named<BackendSetting> settings;
  private final Named<HealthProbe> probes;
  private final Named<Integer> frontendPorts;
  private final Named<FrontendAddress> frontends;
  private final Named<Listener> listeners;
  private final Named<RoutingRule> rules;
  private final Named<PathMap> pathMaps;
  private final boolean rewritesHost;
  private volatile @Nullable Map<String, WiredPair> wiredPairs;

  public Gateway(JsonNode document) {
    this.document = document;
    this.pools = named(BackendPool::of, "backendAddressPools");
    this.settings =
        named(BackendSetting::new, "backendHttpSettingsCollection", "backendSettingsCollection");
    this.probes = named(HealthProbe::new, "probes");
    this.frontendPorts = named(port -> ArmDocument.number(port, "port", NO_PORT), "frontendPorts");
    this.frontends = named(FrontendAddress::of, "frontendIPConfigurations");
    this.listeners = named(Listener::of, "httpListeners", "listeners");
    this.rules = named(RoutingRule::of, "requestRoutingRules", "routingRules");
    this.pathMaps = named(PathMap::of, "urlPathMaps");
    this.rewritesHost = rewritesHost(document);
  }

  private <T> Named<T> named(Function<JsonNode, T> reading, String... collections) {
    List<JsonNode> parts = new ArrayList<>();
    for (String collection : collections) {
      parts.addAll(ArmDocument.each(document, collection));
    }
    return new Named<>(parts, reading);
  }

  /** The document as ARM gave it. */
  public JsonNode document() {
    return document;
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
    return pools.all();
  }

  public Optional<BackendPool> pool(String name) {
    return pools.find(name);
  }

  /** The HTTP settings, then those of layer 4 (TCP and TLS). */
  public List<BackendSetting> settings() {
    return settings.all();
  }

  public Optional<BackendSetting> setting(String name) {
    return settings.find(name);
  }

  public List<HealthProbe> probes() {
    return probes.all();
  }

  public Optional<HealthProbe> probe(String name) {
    return probes.find(name);
  }

  /** The roots that were uploaded (second generation). */
  public List<UploadedCertificate> trustedRoots() {
    return uploaded("trustedRootCertificates");
  }

  /** The uploaded certificates by which this setting judges its servers. */
  public List<UploadedCertificate> trustedBy(BackendSetting setting) {
    boolean first = generation() == Generation.V1;
    List<String> names = first ? setting.knownCertificateNames() : setting.trustedRootNames();
    return (first ? uploaded("authenticationCertificates") : trustedRoots())
        .stream().filter(one -> names.stream().anyMatch(one.name()::equalsIgnoreCase)).toList();
  }

  private List<UploadedCertificate> uploaded(String collection) {
    return ArmDocument.each(document, collection).stream().map(UploadedCertificate::new).toList();
  }

  /** What is really asked of the servers behind this setting: its custom probe, or the default. */
  public Optional<EffectiveProbe> effectiveProbe(String setting) {
    return setting(setting)
        .map(
            found ->
                EffectiveProbe.of(found, found.probeName().flatMap(this::probe), generation()));
  }

  /** The names of the certificates that listeners can show to clients. */
  public List<String> listenerCertificates() {
    return ArmDocument.each(document, "sslCertificates").stream().map(ArmDocument::name).toList();
  }

  /** The names of the front-end ports. */
  public List<String> frontendPortNames() {
    return ArmDocument.each(document, "frontendPorts").stream().map(ArmDocument::name).toList();
  }

  /** What would be asked of the servers behind a setting if it had this custom probe. */
  public EffectiveProbe effectiveProbe(BackendSetting setting, HealthProbe custom) {
    return EffectiveProbe.of(setting, Optional.of(custom), generation());
  }

  /** The port that a front-end port of this name stands for. */
  public OptionalInt frontendPort(String name) {
    return frontendPorts
        .find(name)
        .filter(port -> port != NO_PORT)
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  public List<FrontendAddress> frontends() {
    return frontends.all();
  }

  public Optional<FrontendAddress> frontend(String name) {
    return frontends.find(name);
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

  /** True when some rewrite rule sets the Host that requests are sent with. */
  public boolean rewritesHost() {
    return rewritesHost;
  }

  private static boolean rewritesHost(JsonNode document) {
    return ArmDocument.each(document, "rewriteRuleSets").stream()
        .flatMap(set -> ArmDocument.each(set, "rewriteRules").stream())
        .flatMap(
            rule ->
                ArmDocument.elements(rule.path("actionSet").path("requestHeaderConfigurations"))
                    .stream())
        .anyMatch(header -> ArmDocument.text(header, "headerName").equalsIgnoreCase("Host"));
  }

  /** HTTP listeners, then those of layer 4. */
  public List<Listener> listeners() {
    return listeners.all();
  }

  public Optional<Listener> listener(String name) {
    return listeners.find(name);
  }

  /** Request routing rules, then those of layer 4. */
  public List<RoutingRule> routingRules() {
    return rules.all();
  }

  public Optional<RoutingRule> routingRule(String name) {
    return rules.find(name);
  }

  public List<PathMap> pathMaps() {
    return pathMaps.all();
  }

  public Optional<PathMap> pathMap(String name) {
    return pathMaps.find(name);
  }

  /** The (pool, setting) pairs that rules wire, path maps included: only those are probed. */
  public List<WiredPair> wiredPairs() {
    return List.copyOf(wired().values());
  }

  /** This pair, where rules wire it. */
  public Optional<WiredPair> wiredPair(String pool, String setting) {
    return Optional.ofNullable(wired().get(WiredPair.key(pool, setting)));
  }

  private Map<String, WiredPair> wired() {
    Map<String, WiredPair> known = wiredPairs;
    if (known == null) {
      known = WiredPair.of(this);
      wiredPairs = known;
    }
    return known;
  }

  /** True when some rule sends requests to this pool. */
  public boolean uses(String pool) {
    return wiredPairs().stream().anyMatch(pair -> pair.pool().equalsIgnoreCase(pool));
  }
}
