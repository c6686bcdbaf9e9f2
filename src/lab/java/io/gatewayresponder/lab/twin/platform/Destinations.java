package io.gatewayresponder.lab.twin.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.network.Cached;
import io.gatewayresponder.lab.twin.network.Documents;
import io.gatewayresponder.lab.twin.network.Json;
import io.gatewayresponder.lab.twin.servers.Authorities;
import io.gatewayresponder.lab.twin.servers.Backends;
import io.gatewayresponder.lab.twin.servers.Endpoint;
import io.gatewayresponder.lab.twin.servers.Names;
import io.gatewayresponder.lab.twin.servers.WebServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that somebody in the modelled network can connect to: the servers that were set up,
 * and what the platform runs behind names of its own. Thread-safe.
 */
public final class Destinations {

  /** Somebody who is no gateway: what a front end answers depends on who asks. */
  private static final Caller ANYBODY = new Caller("", false, List.of(), "");

  private static final String GATEWAYS = "Microsoft.Network/applicationGateways";

  /** The names in the pools of all gateways. */
  private final Cached<Set<String>> pooled;

  private final Platform platform;
  private final Backends backends;

  public Destinations(Documents documents, Platform platform, Backends backends) {
    this.pooled = new Cached<>(documents, Destinations::pooled);
    this.platform = platform;
    this.backends = backends;
  }

  /** What was set up by hand, and nothing that follows from documents. */
  public static Destinations of(Backends backends) {
    Documents none =
        new Documents() {
          @Override
          public Optional<JsonNode> find(String armId) {
            return Optional.empty();
          }

          @Override
          public List<JsonNode> ofType(String type) {
            return List.of();
          }

          @Override
          public long version() {
            return 0;
          }
        };
    return new Destinations(none, new Platform(none, backends), backends);
  }

  private static Set<String> pooled(Documents documents) {
    Set<String> names = new TreeSet<>();
    for (JsonNode gateway : documents.ofType(GATEWAYS)) {
      for (JsonNode pool : Json.properties(gateway).path("backendAddressPools")) {
        for (JsonNode server : Json.properties(pool).path("backendAddresses")) {
          Json.text(server, "fqdn").map(Json::lower).ifPresent(names::add);
        }
      }
    }
    return names;
  }

  /** Those who sign what the servers show. */
  public Authorities authorities() {
    return backends.authorities();
  }

  /** Where a name leads; an address leads to itself. */
  public Optional<String> address(String server) {
    return platform.address(server);
  }

  /** Every name that anybody is known to ask for and that resolves, with its address. */
  public SortedMap<String, String> names() {
    Set<String> asked = new TreeSet<>(backends.names().all().keySet());
    asked.addAll(platform.names());
    asked.addAll(pooled.get());
    SortedMap<String, String> names = new TreeMap<>();
    for (String name : asked) {
      if (!Names.isAddress(name)) {
        platform.address(name).ifPresent(address -> names.put(name, address));
      }
    }
    return names;
  }

  /**
   * The processes that somebody finds who connects to an address: one at the address itself, else
   * those that are known by the names which lead there.
   */
  public Map<Endpoint, WebServer> at(String address, int port) {
    Map<Endpoint, WebServer> found = new TreeMap<>();
    backends
        .find(address, port)
        .ifPresent(server -> found.put(new Endpoint(address, port), server));
    if (found.isEmpty()) {
      for (String name : called(address)) {
        platform
            .find(name)
            .map(hosted -> platform.frontEnd(hosted, ANYBODY, port, name, "/"))
            .orElseGet(() -> backends.find(name, port))
            .ifPresent(server -> found.put(new Endpoint(name, port), server));
      }
    }
    return found;
  }

  /** Whether anything was ever at an address, on whichever port: then its host is there. */
  public boolean knows(String address) {
    List<String> called = called(address);
    return called.stream().anyMatch(name -> platform.find(name).isPresent())
        || backends.all().keySet().stream()
            .anyMatch(where -> where.address().equals(address) || called.contains(where.address()));
  }

  private List<String> called(String address) {
    return names().entrySet().stream()
        .filter(name -> name.getValue().equals(address))
        .map(Map.Entry::getKey)
        .toList();
  }
}
