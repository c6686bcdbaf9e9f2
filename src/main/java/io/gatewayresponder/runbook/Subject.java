package io.gatewayresponder.runbook;

import java.util.List;
import java.util.Optional;

/**
 * What a finding is about. The role is part of the fingerprint, the names are not: the same fault
 * on two gateways has one signature.
 */
public sealed interface Subject {
  /** The kind of thing, stable over time: part of the fingerprint. */
  String role();

  /** The gateway as a whole. */
  record WholeGateway() implements Subject {
    @Override
    public String role() {
      return "gateway";
    }

    @Override
    public String toString() {
      return "gateway";
    }
  }

  /** A back-end pool. */
  record Pool(String pool) implements Subject {
    @Override
    public String role() {
      return "pool";
    }

    @Override
    public String toString() {
      return "pool " + pool;
    }
  }

  /** A listener: where requests come in. */
  record Listener(String name) implements Subject {
    @Override
    public String role() {
      return "listener";
    }

    @Override
    public String toString() {
      return "listener " + name;
    }
  }

  /** A request routing rule. */
  record Rule(String name) implements Subject {
    @Override
    public String role() {
      return "rule";
    }

    @Override
    public String toString() {
      return "routing rule " + name;
    }
  }

  /** A URL path map. */
  record PathMap(String name) implements Subject {
    @Override
    public String role() {
      return "path map";
    }

    @Override
    public String toString() {
      return "path map " + name;
    }
  }

  /**
   * A pool as reached through one HTTP setting: what a probe sees. One walk goes through each
   * failing pair.
   */
  record Pair(String pool, String setting) implements Subject {
    @Override
    public String role() {
      return "pair";
    }

    @Override
    public String toString() {
      return "pool " + pool + " through setting " + setting;
    }
  }

  /**
   * Some servers of a pair: where the servers of one pair fail in different ways, each way has its
   * own walk. The role is the pair's, because it is the same fault when all servers have it.
   */
  record Servers(Pair pair, List<String> addresses) implements Subject {
    @Override
    public String role() {
      return pair.role();
    }

    @Override
    public String toString() {
      return pair + ", " + String.join(" and ", addresses);
    }
  }

  /**
   * Some servers of a pair behind one thing that keeps the gateway from them. Several things can be
   * in the way to one server, and each has to go. The role is the pair's.
   *
   * @param obstacle the id of the rule or route
   */
  record Behind(Servers servers, String obstacle) implements Subject {
    @Override
    public String role() {
      return servers.role();
    }

    @Override
    public String toString() {
      return servers + ", behind " + obstacle.substring(obstacle.lastIndexOf('/') + 1);
    }
  }

  /** The servers of its pair that it is narrowed to; nothing where it is about all of them. */
  default Optional<List<String>> onlyServers() {
    if (this instanceof Behind behind) {
      return behind.servers().onlyServers();
    }
    return this instanceof Servers servers ? Optional.of(servers.addresses()) : Optional.empty();
  }

  default Optional<Pair> asPair() {
    if (this instanceof Behind behind) {
      return behind.servers().asPair();
    }
    if (this instanceof Servers servers) {
      return Optional.of(servers.pair());
    }
    return this instanceof Pair pair ? Optional.of(pair) : Optional.empty();
  }
}
