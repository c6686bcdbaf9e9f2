package io.gatewayresponder.lab.fault;

import io.gatewayresponder.lab.fault.Topology.Kind;
import io.gatewayresponder.lab.fault.Topology.Listener;
import io.gatewayresponder.lab.fault.Topology.LogSink;
import io.gatewayresponder.lab.fault.Topology.Place;
import io.gatewayresponder.lab.fault.Topology.Pool;
import io.gatewayresponder.lab.fault.Topology.Probe;
import io.gatewayresponder.lab.fault.Topology.Server;
import io.gatewayresponder.lab.fault.Topology.Setting;
import io.gatewayresponder.lab.fault.Topology.Way;
import io.gatewayresponder.lab.twin.estate.Estates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Draws gateways as people build them: one to four pools of one to four servers, plain and
 * encrypted settings with custom and default probes, several listeners, path maps, security groups
 * full of rules that have nothing to do with it. All of them work. One seed draws one topology.
 */
public final class Topologies {
  private static final int MOST_POOLS = 4;

  private static final int MOST_SERVERS = 4;
  private static final int MOST_SETTINGS = 3;

  /** The rest is of the second generation's usual tiers. */
  private static final double FIRST_GENERATION = 0.15;

  private static final double BASIC_TIER = 0.07;

  /** How many pools are App Service apps or API Management. */
  private static final double APPS = 0.25;

  private final long seed;
  private final int poolCount;
  private final Dice dice;
  private final Set<String> names = new HashSet<>();
  private final List<Place> serverPlaces = new ArrayList<>();
  private final int ownNetwork;
  private int nextHost = 4;

  private Topologies(long seed, int poolCount) {
    this.seed = seed;
    this.poolCount = poolCount;
    this.dice = new Dice(seed);
    this.ownNetwork = dice.between(1, 120);
  }

  public static Topology generate(long seed) {
    return new Topologies(seed, new Dice(seed).between(1, MOST_POOLS)).draw();
  }

  /** As above, with so many pools: a large gateway has a hundred. */
  public static Topology generate(long seed, int pools) {
    return new Topologies(seed, pools).draw();
  }

  private Topology draw() {
    String group = dice.word() + (dice.chance(0.5) ? "-edge" : "_RG");
    String scope =
        "/subscriptions/" + Estates.SUBSCRIPTION + "/resourceGroups/" + group + "/providers/";
    String gateway = name("gateway");
    String tier = tier();
    Place gatewayPlace = gatewayPlace();
    drawServerPlaces(gatewayPlace);
    List<Pool> pools = pools();
    List<Setting> settings = settings(tier.equals("Standard") || tier.equals("WAF"));
    List<Setting> all = new ArrayList<>(settings);
    List<Way> ways =
        new Ways(
                dice,
                this::name,
                pool -> {
                  if (!pool.kind().isPlatform()) {
                    return dice.pick(settings);
                  }
                  all.add(new PlatformSettings(dice, this::name).of(pool));
                  return all.get(all.size() - 1);
                })
            .of(pools);
    boolean first = tier.startsWith("Standard_") || tier.startsWith("WAF_");
    boolean autoscale = first && tier.endsWith("_v2") && dice.chance(0.7);
    int most = autoscale ? dice.between(2, 10) : dice.between(1, 4);
    List<Listener> listeners = ways.stream().map(Way::listener).distinct().toList();
    return new Topology(
        seed,
        scope,
        gateway,
        tier,
        autoscale,
        most,
        gatewayPlace,
        List.copyOf(serverPlaces),
        pools,
        List.copyOf(all),
        listeners,
        ways,
        logs());
  }

  /** The names of the first generation's sizes are in the SKU's name, not in its tier. */
  private String tier() {
    if (dice.chance(FIRST_GENERATION)) {
      return dice.chance(0.5) ? "Standard" : "WAF";
    }
    if (dice.chance(BASIC_TIER)) {
      return "Basic";
    }
    return dice.chance(0.5) ? "Standard_v2" : "WAF_v2";
  }

  /** Often one, at times two in the two tables, and at times nobody thought of it. */
  private List<LogSink> logs() {
    List<LogSink> logs = new ArrayList<>();
    if (dice.chance(0.8)) {
      boolean dedicated = dice.chance(0.6);
      logs.add(new LogSink("access-log", name("logs"), dedicated));
      if (dice.chance(0.2)) {
        logs.add(new LogSink("second-log", name("logs"), !dedicated));
      }
    }
    return List.copyOf(logs);
  }

  private Place gatewayPlace() {
    String network = name("vnet");
    return new Place(
        network,
        "gateway",
        "10." + ownNetwork + ".0.0/" + dice.pick(List.of("24", "26")),
        optional(0.8, "gateway-nsg"),
        optional(0.3, "gateway-routes"));
  }

  private void drawServerPlaces(Place gatewayPlace) {
    int count = dice.between(1, 2);
    for (int i = 1; i <= count; i++) {
      serverPlaces.add(place(gatewayPlace.network(), "10." + ownNetwork + "." + i + ".0/24"));
    }
    if (dice.chance(0.25)) {
      serverPlaces.add(place(name("vnet"), "10." + (ownNetwork + 100) + ".1.0/24"));
    }
  }

  private Place place(String network, String prefix) {
    return new Place(
        network, name("subnet"), prefix, optional(0.75, "nsg"), optional(0.25, "routes"));
  }

  private List<Pool> pools() {
    List<Pool> pools = new ArrayList<>();
    for (int i = 0; i < poolCount; i++) {
      pools.add(pool(kind()));
    }
    return List.copyOf(pools);
  }

  private Kind kind() {
    if (dice.chance(APPS)) {
      return dice.chance(0.7) ? Kind.APP_SERVICE : Kind.API_MANAGEMENT;
    }
    return dice.chance(0.55) ? Kind.ADDRESS : dice.chance(0.5) ? Kind.INTERFACE : Kind.NAME;
  }

  private Pool pool(Kind kind) {
    String name = name("pool");
    List<Server> servers = new ArrayList<>();
    if (kind.isPlatform()) {
      String domain = kind == Kind.APP_SERVICE ? ".azurewebsites.net" : ".azure-api.net";
      int size = kind == Kind.APP_SERVICE ? dice.between(1, 2) : 1;
      for (int s = 0; s < size; s++) {
        servers.add(Server.outside(name("app") + seed + domain));
      }
      return new Pool(name, kind, List.copyOf(servers));
    }
    Place place = dice.pick(serverPlaces);
    Optional<String> applicationGroup = optional(0.3, "asg");
    // One subnet has room for the servers of a hundred pools if they are few.
    int size = dice.between(1, poolCount > MOST_POOLS ? 2 : MOST_SERVERS);
    for (int s = 0; s < size; s++) {
      servers.add(server(kind, place, applicationGroup));
    }
    return new Pool(name, kind, List.copyOf(servers));
  }

  private Server server(Kind kind, Place place, Optional<String> applicationGroup) {
    String address = place.prefix().replace(".0/24", "." + nextHost++);
    String member = kind == Kind.NAME ? name("host") + ".s" + seed + ".example" : address;
    return new Server(
        member, address, place, name("nic"), optional(0.25, "nic-nsg"), applicationGroup);
  }

  private List<Setting> settings(boolean firstGeneration) {
    List<Setting> settings = new ArrayList<>();
    int count = dice.between(1, MOST_SETTINGS);
    List<Integer> plain = dice.shuffled(List.of(80, 8080, 3000));
    List<Integer> encrypted = dice.shuffled(List.of(443, 8443, 9443));
    for (int i = 0; i < count; i++) {
      // The first generation trusts single certificates, which is a world of its own.
      settings.add(
          !firstGeneration && dice.chance(0.45)
              ? encrypted(encrypted.get(i))
              : plain(plain.get(i)));
    }
    return List.copyOf(settings);
  }

  private Setting plain(int port) {
    String hostName = dice.chance(0.4) ? dice.word() + ".example" : "";
    boolean named = !hostName.isEmpty();
    return setting("Http", port, hostName, !named && dice.chance(0.2), Optional.empty());
  }

  /** Always with a host name: certificates are for names. */
  private Setting encrypted(int port) {
    return setting(
        "Https",
        port,
        dice.word() + ".example",
        false,
        dice.chance(0.4) ? Optional.of(dice.word() + " CA") : Optional.empty());
  }

  private Setting setting(
      String protocol, int port, String hostName, boolean picksHost, Optional<String> authority) {
    return new Setting(
        name(protocol.equals("Http") ? "http" : "https"),
        protocol,
        port,
        hostName,
        picksHost,
        dice.pick(List.of(20, 30, 60, 120)),
        dice.chance(0.65) ? Optional.of(probe(!hostName.isEmpty())) : Optional.empty(),
        authority);
  }

  private Probe probe(boolean settingHasHost) {
    return new Probe(
        name("probe"),
        settingHasHost && dice.chance(0.5) ? "" : dice.word() + ".example",
        dice.pick(List.of("/health", "/healthz", "/api/ping", "/status")),
        dice.pick(List.of(5, 10, 30)),
        dice.chance(0.2) ? "all systems go" : "");
  }

  private Optional<String> optional(double probability, String kind) {
    return dice.chance(probability) ? Optional.of(name(kind)) : Optional.empty();
  }

  /** A name that nothing else of this topology has. */
  private String name(String kind) {
    String base = dice.word() + "-" + kind;
    String name = base;
    for (int i = 2; !names.add(name); i++) {
      name = base + "-" + i;
    }
    return name;
  }
}
