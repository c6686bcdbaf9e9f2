package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
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

  private final JsonNode document;
  private volatile @Nullable List<Pair> pairs;
  private volatile @Nullable List<ServerHealth> servers;

  public BackendHealth(JsonNode document) {
    this.document = document;
  }

  /** The document as ARM gave it. */
  public JsonNode document() {
    return document;
  }

  /** Every pair that is probed; a pool without a setting is none. */
  public List<Pair> pairs() {
    List<Pair> known = pairs;
    if (known == null) {
      known = List.copyOf(readPairs());
      pairs = known;
    }
    return known;
  }

  private List<Pair> readPairs() {
    List<Pair> read = new ArrayList<>();
    for (JsonNode pool : poolNodes()) {
      String name = ArmDocument.name(pool.path("backendAddressPool"));
      for (JsonNode setting : settingNodes(pool)) {
        read.add(
            new Pair(
                name,
                settingName(setting),
                ArmDocument.elements(setting.path("servers")).stream()
                    .map(ServerHealth::new)
                    .toList()));
      }
    }
    return read;
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
    return poolNodes().stream()
        .filter(pool -> settingNodes(pool).isEmpty())
        .map(pool -> ArmDocument.name(pool.path("backendAddressPool")))
        .toList();
  }

  public List<ServerHealth> servers() {
    List<ServerHealth> known = servers;
    if (known == null) {
      known = pairs().stream().flatMap(pair -> pair.servers().stream()).toList();
      servers = known;
    }
    return known;
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
    return pairs().stream()
        .filter(
            pair -> pair.pool().equalsIgnoreCase(pool) && pair.setting().equalsIgnoreCase(setting))
        .flatMap(pair -> pair.unhealthyServers().stream())
        .toList();
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
    return onDemand.isObject()
        ? List.of(onDemand)
        : Stream.of("backendHttpSettingsCollection", "backendSettingsCollection")
            .flatMap(field -> ArmDocument.elements(pool.path(field)).stream())
            .toList();
  }

  private static String settingName(JsonNode setting) {
    String http = ArmDocument.name(setting.path("backendHttpSettings"));
    return http.isEmpty() ? ArmDocument.name(setting.path("backendSettings")) : http;
  }
}
