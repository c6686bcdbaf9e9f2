package io.gatewayresponder.lab.fault;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The plan of one gateway and its surroundings: what the documents of its estate say, in the terms
 * in which faults choose what they break.
 *
 * @param scope the part of every id up to and with {@code /providers/}
 * @param gateway the gateway's name
 * @param tier as in the SKU, such as {@code Standard_v2}
 * @param autoscale whether the number of instances follows the load
 * @param mostInstances the ceiling, or the fixed number
 */
public record Topology(
    long seed,
    String scope,
    String gateway,
    String tier,
    boolean autoscale,
    int mostInstances,
    Place gatewayPlace,
    List<Place> serverPlaces,
    List<Pool> pools,
    List<Setting> settings,
    List<Listener> listeners,
    List<Way> ways,
    List<LogSink> logs) {

  /**
   * A workspace that gets the gateway's access log.
   *
   * @param dedicated into the table of its own, rather than the older one for everything
   */
  public record LogSink(String setting, String workspace, boolean dedicated) {}

  /**
   * A subnet.
   *
   * @param group the name of its security group
   * @param routeTable the name of its route table
   */
  public record Place(
      String network,
      String subnet,
      String prefix,
      Optional<String> group,
      Optional<String> routeTable) {

    /** Where the platform's own services are. */
    static final Place OUTSIDE = new Place("", "", "", Optional.empty(), Optional.empty());
  }

  /** How a pool names its servers. */
  public enum Kind {
    ADDRESS,
    INTERFACE,
    NAME,
    APP_SERVICE,
    API_MANAGEMENT;

    /** Servers of the platform's: outside the virtual networks, always listening, with a name. */
    boolean isPlatform() {
      return this == APP_SERVICE || this == API_MANAGEMENT;
    }

    /** What stands behind a name is in no document. */
    boolean isKnownToArm() {
      return this == ADDRESS || this == INTERFACE;
    }
  }

  /** Servers that do the same. */
  public record Pool(String name, Kind kind, List<Server> servers) {}

  /**
   * A server.
   *
   * @param member what the pool and back-end health call it: an address, or a name
   * @param card the name of its network interface
   * @param cardGroup the name of the interface's own security group
   * @param applicationGroup the name of the application security group that it is in
   */
  public record Server(
      String member,
      String address,
      Place place,
      String card,
      Optional<String> cardGroup,
      Optional<String> applicationGroup) {

    /** A server that is known by nothing but its name. */
    static Server outside(String name) {
      return new Server(name, name, Place.OUTSIDE, "", Optional.empty(), Optional.empty());
    }
  }

  /** A custom probe; an empty host means the setting's. */
  public record Probe(String name, String host, String path, int timeoutSeconds, String body) {}

  /**
   * An HTTP setting.
   *
   * @param hostName what it calls its servers; empty for what the client asked
   * @param authority whose root it trusts, when its servers' certificates are of a private one
   */
  public record Setting(
      String name,
      String protocol,
      int port,
      String hostName,
      boolean picksHost,
      int requestTimeoutSeconds,
      Optional<Probe> probe,
      Optional<String> authority) {
    public boolean isEncrypted() {
      return protocol.equals("Https");
    }

    public String probePath() {
      return probe.map(Probe::path).orElse("/");
    }

    /** The host that probes ask for at a server. */
    public String probeHost(Server server) {
      return probe
          .map(Probe::host)
          .filter(host -> !host.isEmpty())
          .orElseGet(
              () -> picksHost ? server.member() : hostName.isEmpty() ? "127.0.0.1" : hostName);
    }
  }

  /** Where requests come in. */
  public record Listener(String name, String protocol, int port, String host) {}

  /**
   * A way that requests take: in at a listener, by a rule, through a setting to a pool.
   *
   * @param pathMap the name of the path map that the rule leads to
   * @param isDefault whether it is what the path map does with all other paths
   */
  public record Way(
      Listener listener,
      String rule,
      Optional<String> pathMap,
      boolean isDefault,
      String path,
      Pool pool,
      Setting setting,
      double requestsPerSecond) {}

  /** The id of a resource of Microsoft.Network. */
  public String id(String type, String name) {
    return scope + "Microsoft.Network/" + type + "/" + name;
  }

  public String workspaceId(LogSink sink) {
    return scope + "Microsoft.OperationalInsights/workspaces/" + sink.workspace();
  }

  /** The address by which the gateway is known outside. */
  public String publicAddress() {
    return "203.0.113." + (4 + Math.floorMod(seed, 240));
  }

  public String gatewayId() {
    return id("applicationGateways", gateway);
  }

  public String groupId(String name) {
    return id("networkSecurityGroups", name);
  }

  public String subnetId(Place place) {
    return id("virtualNetworks", place.network()) + "/subnets/" + place.subnet();
  }

  public boolean isFirstGeneration() {
    return !tier.endsWith("_v2") && !tier.equals("Basic");
  }

  /** The id of the app that a platform server's name belongs to. */
  public String siteId(Server app) {
    return scope + "Microsoft.Web/sites/" + app.member().replaceFirst("\\..*", "");
  }

  /** Every pool that requests reach. */
  public List<Pool> usedPools() {
    Set<Pool> used = new LinkedHashSet<>();
    ways.forEach(way -> used.add(way.pool()));
    return List.copyOf(used);
  }

  /** The settings through which a pool is reached. */
  public List<Setting> settingsOf(Pool pool) {
    return ways.stream()
        .filter(way -> way.pool().equals(pool))
        .map(Way::setting)
        .distinct()
        .toList();
  }

  /** The servers in virtual networks. */
  public List<Server> servers() {
    return usedPools().stream()
        .filter(pool -> !pool.kind().isPlatform())
        .flatMap(pool -> pool.servers().stream())
        .toList();
  }

  /** The ports on which a server has to listen. */
  public List<Integer> portsOf(Server server) {
    return usedPools().stream()
        .filter(pool -> pool.servers().contains(server))
        .flatMap(pool -> settingsOf(pool).stream())
        .map(Setting::port)
        .distinct()
        .toList();
  }
}
