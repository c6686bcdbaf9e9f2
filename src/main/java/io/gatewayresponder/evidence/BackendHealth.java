package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's own view of its back ends, by pool, HTTP setting and server: the result of the last
 * probes. Pools and settings come as references or expanded; the on-demand answer, one pair, is
 * read too.
 */
public final class BackendHealth {
  /**
   * A pool as probed through one setting.
   *
   * @param setting empty where no rule brings the pool together with a setting
   */
  public record Pair(String pool, String setting, List<ServerHealth> servers) {
    public boolean hasNoServers() {
      return servers.isEmpty();
    }

    public boolean any(ServerHealth.State state) {
      return servers.stream().anyMatch(server -> server.state() == state);
    }

    public boolean every(ServerHealth.State state) {
      return !servers.isEmpty() && servers.stream().allMatch(server -> server.state() == state);
    }

    public List<ServerHealth> unhealthyServers() {
      return servers.stream()
          .filter(server -> server.state() == ServerHealth.State.UNHEALTHY)
          .toList();
    }
  }

  /** What was read of the document, when first asked for. */
  private record Parts(
      List<Pair> pairs,
      List<String> unusedPools,
      List<ServerHealth> servers,
      Map<String, List<ServerHealth>> byPair) {
    static Parts of(List<Pair> pairs, List<String> unusedPools) {
      List<ServerHealth> servers = new ArrayList<>();
      Map<String, List<ServerHealth>> byPair = new HashMap<>();
      for (Pair pair : pairs) {
        servers.addAll(pair.servers());
        byPair.merge(key(pair.pool(), pair.setting()), pair.servers(), Parts::joined);
      }
      return new Parts(List.copyOf(pairs), List.copyOf(unusedPools), List.copyOf(servers), byPair);
    }

    private static List<ServerHealth> joined(List<ServerHealth> some, List<ServerHealth> others) {
      return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** Names have no case, and no slash. */
    static String key(String pool, String setting) {
      return (pool + "/" + setting).toLowerCase(Locale.ROOT);
    }
  }

  private final JsonNode document;
  private volatile @Nullable Parts parts;

  public BackendHealth(JsonNode document) {
    this.document = document;
  }

  /** The document as ARM gave it. */
  public JsonNode document() {
    return document;
  }

  /** Every pair that is probed; a pool without a setting is none. */
  public List<Pair> pairs() {
    return parts().pairs();
  }

  private Parts parts() {
    Parts known = parts;
    if (known == null) {
      known = read();
      parts = known;
    }
    return known;
  }

  private Parts read() {
    List<Pair> pairs = new ArrayList<>();
    List<String> unusedPools = new ArrayList<>();
    for (JsonNode pool : poolNodes()) {
      String name = ArmDocument.name(pool.path("backendAddressPool"));
      List<JsonNode> settings = settingNodes(pool);
      if (settings.isEmpty()) {
        unusedPools.add(name);
      }
      settings.forEach(
          setting -> pairs.add(new Pair(name, settingName(setting), servers(setting))));
    }
    return Parts.of(pairs, unusedPools);
  }

  private static List<ServerHealth> servers(JsonNode setting) {
    List<ServerHealth> servers = new ArrayList<>();
    ArmDocument.elements(setting.path("servers"))
        .forEach(server -> servers.add(ServerHealth.of(server)));
    return List.copyOf(servers);
  }

  /** The names of all pools, those that no rule uses included. */
  public List<String> pools() {
    return poolNodes().stream()
        .map(pool -> ArmDocument.name(pool.path("backendAddressPool")))
        .distinct()
        .toList();
  }

  /** Pools that no rule brings together with a setting: they are not probed. */
  public List<String> unusedPools() {
    return parts().unusedPools();
  }

  public List<ServerHealth> servers() {
    return parts().servers();
  }

  /** The servers of a pool as probed through a setting; none where that pair is not probed. */
  public List<ServerHealth> servers(String pool, String setting) {
    return parts().byPair().getOrDefault(Parts.key(pool, setting), List.of());
  }

  public boolean hasNoPools() {
    return poolNodes().isEmpty();
  }

  public boolean hasNoServers() {
    return servers().isEmpty();
  }

  public boolean any(ServerHealth.State state) {
    return servers().stream().anyMatch(is(state));
  }

  /** True when there are servers and all are in this state. */
  public boolean every(ServerHealth.State state) {
    return !hasNoServers() && servers().stream().allMatch(is(state));
  }

  /** The pairs with at least one unhealthy server. */
  public List<Pair> failingPairs() {
    return pairs().stream().filter(pair -> pair.any(ServerHealth.State.UNHEALTHY)).toList();
  }

  public List<ServerHealth> unhealthyServers(String pool, String setting) {
    return servers(pool, setting).stream().filter(is(ServerHealth.State.UNHEALTHY)).toList();
  }

  private static Predicate<ServerHealth> is(ServerHealth.State state) {
    return server -> server.state() == state;
  }

  private List<JsonNode> poolNodes() {
    return document.has("backendAddressPool")
        ? List.of(document)
        : ArmDocument.elements(document.path("backendAddressPools"));
  }

  private static List<JsonNode> settingNodes(JsonNode pool) {
    JsonNode onDemand = pool.path("backendHealthHttpSettings");
    if (onDemand.isObject()) {
      return List.of(onDemand);
    }
    List<JsonNode> http = ArmDocument.elements(pool.path("backendHttpSettingsCollection"));
    List<JsonNode> layer4 = ArmDocument.elements(pool.path("backendSettingsCollection"));
    return layer4.isEmpty() ? http : Stream.concat(http.stream(), layer4.stream()).toList();
  }

  private static String settingName(JsonNode setting) {
    String http = ArmDocument.name(setting.path("backendHttpSettings"));
    return http.isEmpty() ? ArmDocument.name(setting.path("backendSettings")) : http;
  }
}
